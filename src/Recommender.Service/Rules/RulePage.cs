namespace Recommender.Service.Rules;

/// <summary>A page of a list, the rule that changed last first.</summary>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Rules">Those of this page.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record RulePage(long Total, IReadOnlyList<Rule> Rules, long? Next)
{
    /// <summary>Rules of this page that cannot be read.</summary>
    public IReadOnlyList<UnreadableRule> Unreadable { get; init; } = [];
}
