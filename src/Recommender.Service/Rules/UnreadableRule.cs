namespace Recommender.Service.Rules;

/// <summary>
/// A rule whose row this program cannot read, for example because a newer program wrote it. It is inactive, and its row stays as it is.
/// </summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Version">The version in its row.</param>
/// <param name="Problem">Why it cannot be read, such as "unknown field 'until'".</param>
public sealed record UnreadableRule(string Id, long Version, string Problem)
{
    public override string ToString() => $"rule {Id} ({Problem})";
}
