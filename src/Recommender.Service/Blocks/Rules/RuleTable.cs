namespace Recommender.Service.Blocks.Rules;

/// <summary>Rules by the number of their target. Immutable.</summary>
internal sealed class RuleTable
{
    // An index by number is used if the largest number is at most so many times the number of rules.
    private const int MaxSpread = 16;

    // A vector instruction compares eight numbers at once: up to this length, that is faster than binary search.
    private const int MaxScanned = 256;

    // By target, the index of its first entry; the entries end at the first of the next target. Null if targets are searched.
    private readonly int[]? _first;
    private readonly int[] _targets;
    private readonly TableEntry[] _entries;

    private RuleTable(int[] targets, TableEntry[] entries) => (_targets, _entries, _first) = (targets, entries, FirstOf(targets));

    /// <returns>Null if there are no entries.</returns>
    public static RuleTable? Of(List<(int Target, TableEntry Entry)> entries)
    {
        if (entries.Count == 0)
        {
            return null;
        }

        if (entries.Count == 1)
        {
            return new RuleTable([entries[0].Target], [entries[0].Entry]);
        }

        var sorted = entries.OrderBy(static entry => entry.Target).ToList();
        return new RuleTable([.. sorted.Select(entry => entry.Target)], [.. sorted.Select(entry => entry.Entry)]);
    }

    /// <summary>The rules that move a target, in the order they were given.</summary>
    public ReadOnlySpan<TableEntry> this[int target]
    {
        get
        {
            if (_first is { } starts)
            {
                return target >= 0 && target < starts.Length - 1
                    ? _entries.AsSpan(starts[target], starts[target + 1] - starts[target]) : [];
            }

            // Most tables have one rule.
            return _targets.Length > 1 ? Search(target) : _targets[0] == target ? _entries : [];
        }
    }

    private ReadOnlySpan<TableEntry> Search(int target)
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

    // Targets are in ascending order.
    private static int[]? FirstOf(int[] targets)
    {
        if (targets.Length == 1 || targets[^1] > MaxSpread * targets.Length)
        {
            return null;
        }

        var first = new int[targets[^1] + 2];
        foreach (var target in targets)
        {
            first[target + 1]++;
        }

        for (var target = 1; target < first.Length; target++)
        {
            first[target] += first[target - 1];
        }

        return first;
    }
}
