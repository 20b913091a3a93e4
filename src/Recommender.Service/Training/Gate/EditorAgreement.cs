using Recommender.Engine.Models;
using Recommender.Service.Rules;

namespace Recommender.Service.Training.Gate;

/// <summary>
/// Agreement of models with editors' decisions for single pages: a pin says that an article belongs there, an exclusion that it does not.
/// </summary>
/// <param name="Judgments">Number of such decisions about pages and articles that both models know.</param>
/// <param name="New">
/// Share that the new model agrees with: the pinned article is in its top ten, the excluded one not in its top five.
/// </param>
/// <param name="Live">The same for the live model; that of the new one if there is no live model.</param>
public sealed record EditorAgreement(int Judgments, double New, double Live)
{
    private const int NearTop = 10;

    public static EditorAgreement Of(SiteRules rules, RelatedLists lists, RelatedLists? live)
    {
        var judged = rules.Rules
            .Where(rule => rule is PinRule or ExcludeRule
                && rule is { Scope: RuleScope.Article, ScopeValue: not null, Target.Subject: RuleSubject.Article }
                && Knows(lists, rule) && (live is null || Knows(live, rule)))
            .ToList();
        var (mine, theirs) = (judged.Count(rule => Agrees(lists, rule)), live is null ? 0 : judged.Count(rule => Agrees(live, rule)));
        var share = ListFigures.Share(mine, judged.Count);
        return new EditorAgreement(judged.Count, share, live is null ? share : ListFigures.Share(theirs, judged.Count));
    }

    private static bool Knows(RelatedLists lists, Rule rule) =>
        lists.IndexOf(rule.ScopeValue!) >= 0 && lists.IndexOf(rule.Target!.Value.Value) >= 0;

    private static bool Agrees(RelatedLists lists, Rule rule)
    {
        var list = lists[lists.IndexOf(rule.ScopeValue!)];
        var wanted = lists.IndexOf(rule.Target!.Value.Value);
        var place = 0;
        while (place < list.Length && list[place].Index != wanted)
        {
            place++;
        }

        return rule is PinRule ? place < Math.Min(NearTop, list.Length) : place >= Math.Min(ListFigures.Shown, list.Length);
    }
}
