using System.ComponentModel;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing;

/// <summary>A page of a history.</summary>
/// <param name="Items">Changes, newest first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; none on the last.</param>
public sealed record RuleHistory(
    [property: Description("Newest first.")] IReadOnlyList<RuleChangeResponse> Items,
    [property: Description("The value of before for the next page; none on the last.")] long? Next)
{
    /// <summary>The number of changes on a page.</summary>
    public const int PageSize = 200;

    /// <param name="changes">One more than fits on a page, if there are so many.</param>
    /// <param name="place">The value after which the next page starts.</param>
    public static RuleHistory Of(IReadOnlyList<RuleChange> changes, Func<RuleChange, long> place) => new(
        [.. changes.Take(PageSize).Select(RuleChangeResponse.Of)], changes.Count > PageSize ? place(changes[PageSize - 1]) : null);
}
