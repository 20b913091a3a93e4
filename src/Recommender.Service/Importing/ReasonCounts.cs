using System.Text.RegularExpressions;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing;

/// <summary>Counts items by a reason, with one example of each.</summary>
internal sealed partial class ReasonCounts
{
    // A source may give every item a reason of its own.
    private const int MaxReasons = 50;
    private const string Others = "other reasons";

    private readonly Dictionary<string, (int Count, string? Example)> _counts = new(StringComparer.Ordinal);

    public int Total => _counts.Values.Sum(each => each.Count);

    /// <param name="reason">Numbers and quoted words in it are replaced: they differ from item to item.</param>
    public void Add(string reason, string? example)
    {
        var key = Varying().Replace(reason, "…");
        key = _counts.ContainsKey(key) || _counts.Count < MaxReasons ? key : Others;
        var (count, first) = _counts.GetValueOrDefault(key);
        _counts[key] = (count + 1, first ?? (example is null ? null : SecretUrls.Hide(example)));
    }

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<ReasonCount> ToList() =>
        [.. _counts.OrderByDescending(each => each.Value.Count).ThenBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => new ReasonCount(each.Key, each.Value.Count, each.Value.Example))];

    [GeneratedRegex("'[^']{1,200}'|(?<![0-9(])[0-9][0-9.,]*(?![0-9)])")]
    private static partial Regex Varying();
}
