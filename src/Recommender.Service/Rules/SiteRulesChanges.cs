namespace Recommender.Service.Rules;

internal static class SiteRulesChanges
{
    private static readonly Comparer<Rule> ByMaking = Comparer<Rule>.Create(static (a, b) =>
    {
        var byTime = a.Created.CompareTo(b.Created);
        return byTime != 0 ? byTime : string.CompareOrdinal(a.Id, b.Id);
    });

    /// <summary>The rules after some came, changed or were removed. Costs a copy of references and a search for each, not a second reading.</summary>
    /// <param name="rules">The rules before.</param>
    /// <param name="revision">The site's rule revision after it.</param>
    /// <param name="changed">The rules as they are now, removed ones included; each once.</param>
    public static SiteRules With(this SiteRules rules, long revision, IReadOnlyList<Rule> changed)
    {
        var all = rules.Rules.ToList();
        // In this order nearly all of many are added at the end.
        foreach (var rule in changed.Order(ByMaking))
        {
            var at = all.BinarySearch(rule, ByMaking);
            switch (at >= 0, rule.Removed)
            {
                case (true, true):
                    all.RemoveAt(at);
                    break;
                case (true, false):
                    all[at] = rule;
                    break;
                case (false, false):
                    all.Insert(~at, rule);
                    break;
            }
        }

        return new SiteRules(revision, [.. all]);
    }
}
