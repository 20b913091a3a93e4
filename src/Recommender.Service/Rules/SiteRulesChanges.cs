namespace Recommender.Service.Rules;

internal static class SiteRulesChanges
{
    private static readonly Comparer<Rule> ByCreation = Comparer<Rule>.Create(static (a, b) =>
    {
        var byTime = a.Created.CompareTo(b.Created);
        return byTime != 0 ? byTime : string.CompareOrdinal(a.Id, b.Id);
    });

    /// <summary>The rules after some were added, changed or removed. Costs a copy of the references and a search for each change.</summary>
    /// <param name="rules">The rules before.</param>
    /// <param name="changed">The rules that changed; each once.</param>
    public static SiteRules With(this SiteRules rules, ChangedRules changed)
    {
        var all = rules.Rules.ToList();
        // In this order, nearly all new rules are added at the end.
        foreach (var rule in changed.Rules.Order(ByCreation))
        {
            var at = all.BinarySearch(rule, ByCreation);
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

        if (changed.Unreadable.Count == 0 && rules.Unreadable.IsEmpty)
        {
            return new SiteRules(changed.Revision, [.. all]);
        }

        var unreadable = changed.Unreadable.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        var others = rules.Unreadable.ExceptBy(changed.Changed, rule => rule.Id);
        return new SiteRules(changed.Revision, [.. all.Where(rule => !unreadable.Contains(rule.Id))])
        {
            Unreadable = [.. others.Concat(changed.Unreadable).OrderBy(rule => rule.Id, StringComparer.Ordinal)],
        };
    }
}
