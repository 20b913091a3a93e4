using System.ComponentModel;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing;

/// <summary>A page of the rules.</summary>
/// <param name="Total">Number of rules on all pages.</param>
/// <param name="Items">The rules of this page, the one that changed last first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; none on the last.</param>
public sealed record RuleList(
    [property: Description("Number of rules on all pages.")] long Total,
    [property: Description("The one that changed last first.")] IReadOnlyList<RuleResponse> Items,
    [property: Description("The value of before for the next page; none on the last.")] long? Next)
{
    [Description("Rules of this page that this program cannot read; they are inactive. None if it can read all.")]
    public IReadOnlyList<UnreadableRule>? Unreadable { get; init; }
}
