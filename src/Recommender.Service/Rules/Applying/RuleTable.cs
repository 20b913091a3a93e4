namespace Recommender.Service.Rules.Applying;

/// <summary>Rules by the number of what they move. Immutable.</summary>
internal sealed class RuleTable
{
    // A vector instruction looks at eight numbers at once: up to here that is faster than halving.
    private const int MaxScanned = 256;

    private readonly int[] _targets;
    private readonly TableEntry[] _entries;

    private RuleTable(int[] targets, TableEntry[] entries) => (_targets, _entries) = (targets, entries);

    /// <returns>Null where there is nothing in it.</returns>
    public static RuleTable? Of(List<(int Target, Rule Rule)> entries)
    {
        if (entries.Count == 0)
        {
            return null;
        }

        if (entries.Count == 1)
        {
            return new RuleTable([entries[0].Target], [TableEntry.Of(entries[0].Rule)]);
        }

        var sorted = entries.OrderBy(static entry => entry.Target).ToList();
        return new RuleTable([.. sorted.Select(entry => entry.Target)], [.. sorted.Select(entry => TableEntry.Of(entry.Rule))]);
    }

    /// <summary>The rules that move a target, in the order they were given.</summary>
    public ReadOnlySpan<TableEntry> this[int target]
    {
        get
        {
            var first = _targets.Length <= MaxScanned ? _targets.AsSpan().IndexOf(target) : Array.BinarySearch(_targets, target);
            if (first < 0)
            {
                return [];
            }

            while (first > 0 && _targets[first - 1] == target)
            {
                first--;
            }

            var last = first + 1;
            while (last < _targets.Length && _targets[last] == target)
            {
                last++;
            }

            return _entries.AsSpan(first, last - first);
        }
    }
}

/// <summary>A rule of a table, with what moving needs of it: a rule lies anywhere in memory.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Factor">A boost's; 1 for others.</param>
/// <param name="Excludes">Whether it is an exclude.</param>
internal readonly record struct TableEntry(Rule Rule, double Factor, bool Excludes)
{
    public static TableEntry Of(Rule rule) => new(rule, rule.Factor ?? 1, rule.Kind == RuleKind.Exclude);
}
