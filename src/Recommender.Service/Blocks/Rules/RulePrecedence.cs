using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>
/// Which of two conflicting rules goes first: the one of the narrower scope, then the one that was changed last. A total order.
/// </summary>
internal sealed class RulePrecedence : IComparer<Rule>
{
    public static readonly RulePrecedence Order = new();

    public int Compare(Rule? x, Rule? y)
    {
        var byScope = x!.Scope.CompareTo(y!.Scope);
        var byChange = byScope != 0 ? byScope : y.Changed.CompareTo(x.Changed);
        var byCreation = byChange != 0 ? byChange : y.Created.CompareTo(x.Created);
        return byCreation != 0 ? byCreation : string.CompareOrdinal(x.Id, y.Id);
    }
}
