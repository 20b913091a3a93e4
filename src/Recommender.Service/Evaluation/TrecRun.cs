using System.Globalization;
using Recommender.Engine.GroundTruth;

namespace Recommender.Service.Evaluation;

/// <summary>A run file as TREC's tools read it: query, Q0, article, rank, score, tag, parted by tabs.</summary>
internal static class TrecRun
{
    // Readers order by score: two equal ones would leave the order to them.
    private const double Step = 1e-6;

    /// <summary>Writes the lists in the order of their queries' ids; scores fall strictly within a query.</summary>
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
