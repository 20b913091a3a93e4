using System.Text.RegularExpressions;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.GroundTruth;

/// <summary>Editors' links, split by time into training pairs and held-out judgments.</summary>
/// <param name="Documents">All documents in order; those from <paramref name="Since"/> on without links and without quoted titles.</param>
/// <param name="Judgments">The link targets of the newest articles with links.</param>
/// <param name="Since">UTC date of the first held-out query; null if no article links to another.</param>
public sealed partial record LinkSplit(IReadOnlyList<Document> Documents, Judgments Judgments, DateOnly? Since)
{
    /// <summary>Share of the articles with links that become queries; the newest ones are taken.</summary>
    public const double HeldOut = 0.3;

    private const int MaxLinksOfQuery = 10;
    private const int MaxLinksToTarget = 25;

    /// <summary>Holds out the newest 30 % of the articles with links.</summary>
    public static LinkSplit Make(IReadOnlyList<Document> documents)
    {
        var pairs = Pairs(documents);
        var queries = pairs.Keys.Select(i => documents[i]).Where(d => d.Published is not null)
            .OrderBy(d => d.Published).ThenBy(d => d.Id, StringComparer.Ordinal).ToArray();
        var test = queries[(int)(queries.Length * (1 - HeldOut))..];
        if (test.Length == 0)
        {
            return new LinkSplit(documents, new Judgments(new Dictionary<string, IReadOnlyDictionary<string, double>>()), null);
        }

        var since = DateOf(test[0])!.Value;
        var held = test.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        var titles = documents.ToDictionary(d => d.Id, d => d.Title, StringComparer.Ordinal);
        var grades = pairs.Where(p => held.Contains(documents[p.Key].Id)).ToDictionary(
            p => documents[p.Key].Id,
            p => (IReadOnlyDictionary<string, double>)p.Value.ToDictionary(t => documents[t].Id, _ => 1.0, StringComparer.Ordinal),
            StringComparer.Ordinal);
        return new LinkSplit(
            [.. documents.Select(d => DateOf(d) >= since ? QuotedTitles.Mask(d, titles.GetValueOrDefault) with { Links = [] } : d)],
            new Judgments(grades), since);
    }

    /// <summary>For each query document (by index), the indices of the documents that its editors linked to as related.</summary>
    public static SortedDictionary<int, int[]> Pairs(IReadOnlyList<Document> documents)
    {
        var byId = new Dictionary<string, int>(documents.Count, StringComparer.Ordinal);
        for (var i = 0; i < documents.Count; i++)
        {
            byId[documents[i].Id] = i;
        }

        var targets = new int[documents.Count][];
        var inbound = new int[documents.Count];
        for (var i = 0; i < documents.Count; i++)
        {
            targets[i] =
                [.. documents[i].Links.Select(l => byId.GetValueOrDefault(l.TargetId, -1)).Where(t => t >= 0 && t != i).Distinct()];
            foreach (var target in targets[i])
            {
                inbound[target]++;
            }
        }

        var pairs = new SortedDictionary<int, int[]>();
        for (var i = 0; i < documents.Count; i++)
        {
            if (targets[i].Length is 0 or > MaxLinksOfQuery || IsRoundUp(documents[i].Title))
            {
                continue;
            }

            var judged = targets[i].Where(t => inbound[t] <= MaxLinksToTarget && IsCandidate(documents[i], documents[t])).ToArray();
            if (judged.Length > 0)
            {
                pairs.Add(i, judged);
            }
        }

        return pairs;
    }

    /// <summary>
    /// True if the editor of <paramref name="query"/> could have known <paramref name="candidate"/>: it was published on or before the
    /// query's UTC date, or either is undated.
    /// </summary>
    public static bool IsCandidate(Document query, Document candidate) =>
        query.Published is null || candidate.Published is null || DateOf(candidate) <= DateOf(query);

    /// <summary>The UTC calendar date of publication.</summary>
    public static DateOnly? DateOf(Document document) =>
        document.Published is { } published ? DateOnly.FromDateTime(published.UtcDateTime) : null;

    private static bool IsRoundUp(string title) => RoundUpPattern().IsMatch(title);

    [GeneratedRegex(
        @"weekly news|news digest|this week in|week in review|round-?up|newsletter|year in review|links for|"
        + @"highlights of the week|weekly review|weekly update", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RoundUpPattern();
}
