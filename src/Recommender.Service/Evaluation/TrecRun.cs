using System.Globalization;
using Recommender.Engine.GroundTruth;

namespace Recommender.Service.Evaluation;

/// <summary>Writes a run file in TREC format: query, Q0, article, rank, score, tag, separated by tabs.</summary>
internal static class TrecRun
{
    // Readers sort by score, so equal scores would make the order ambiguous.
    private const double Step = 1e-6;

    /// <summary>Writes the lists by query id; scores fall strictly within a query.</summary>
    public static void Write(TextWriter output, IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>> lists, string tag)
    {
        foreach (var (query, list) in lists.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            var last = double.PositiveInfinity;
            for (var i = 0; i < list.Count; i++)
            {
                last = Math.Min(list[i].Score, last - Step);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{query}\tQ0\t{list[i].Id}\t{i + 1}\t{last:F6}\t{tag}"));
            }
        }
    }
}
