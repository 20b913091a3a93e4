namespace Recommender.Service.Rules;

/// <summary>The rules of a site that changed after a revision.</summary>
/// <param name="Revision">The revision that they bring a reader to.</param>
/// <param name="Rules">The rules as they are now, removed ones included.</param>
public sealed record ChangedRules(long Revision, IReadOnlyList<Rule> Rules)
{
    /// <summary>Changed rules, not removed, that cannot be read.</summary>
    public IReadOnlyList<UnreadableRule> Unreadable { get; init; } = [];

    /// <summary>Ids of all rules that changed, also of removed ones that cannot be read.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [.. Rules.Select(rule => rule.Id)];

    internal static ChangedRules Of(long revision, IReadOnlyList<RuleRow> rows)
    {
        var (rules, unreadable) = (new List<Rule>(rows.Count), new List<UnreadableRule>());
        foreach (var row in rows)
        {
            switch (row.Read())
            {
                case ({ } rule, _):
                    rules.Add(rule);
                    break;
                case (_, { } problem) when row.Removed == 0:
                    unreadable.Add(problem);
                    break;
            }
        }

        return new ChangedRules(rows.Count == 0 ? revision : rows.Max(row => row.Revision), rules)
        {
            Unreadable = unreadable, Changed = [.. rows.Select(row => row.Id)],
        };
    }
}
