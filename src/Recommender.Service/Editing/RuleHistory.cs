using System.ComponentModel;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing;

/// <summary>A page of a history.</summary>
/// <param name="Items">Changes, newest first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; none on the last.</param>
public sealed record RuleHistory(
    [property: Description("Newest first.")] IReadOnlyList<RuleChange> Items,
    [property: Description("The value of before for the next page; none on the last.")] long? Next)
{
    /// <summary>How many changes a page holds.</summary>
    public const int PageSize = 200;

    /// <param name="changes">One more than a page holds, where there are.</param>
    /// <param name="place">What the next page goes on from.</param>
    public static RuleHistory Of(IReadOnlyList<RuleChange> changes, Func<RuleChange, long> place) =>
        new([.. changes.Take(PageSize)], changes.Count > PageSize ? place(changes[PageSize - 1]) : null);
}
