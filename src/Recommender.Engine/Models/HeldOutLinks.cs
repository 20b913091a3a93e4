using Recommender.Engine.Features;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Models;

/// <summary>
/// The newest articles with links, held out from a ranking trained beside the served one, to compare one training with another. <para>A
/// served ranking has learned from all links, so none of them can measure it. Each training therefore also trains a ranking by the same
/// recipe without the newest queries, and saves it with the model. The newest queries of a later training are new ones and some that the
/// earlier training also held out: at most 30 % are held out, so the earlier ranking has learned from none of them. Both rankings get the
/// same candidates with the same features, as of each query's date; they differ only in what they learned from links.</para>
/// </summary>
public sealed class HeldOutLinks
{
    private const double Share = 0.3;
    private const int MaxQueries = 500;
    private const int MinQueries = 15;
    private readonly TrainingPairs _newest;
    private readonly RankingBlend _blend;

    private HeldOutLinks(TrainingPairs newest, RankingBlend blend, double reach) => (_newest, _blend, Reach) = (newest, blend, reach);

    /// <summary>Number of held-out queries.</summary>
    public int Queries => _newest.Queries;

    /// <summary>
    /// Share, 0 to 1, of the articles with links that link to at least one candidate. On a large site random links reach none.
    /// </summary>
    public double Reach { get; }

    /// <summary>nDCG@10 of each query by the ranking that has not learned from it.</summary>
    public IReadOnlyList<double> Ndcg() => Measure(_blend);

    /// <summary>nDCG@10 of each query by the ranking that another training saved; null if it saved none.</summary>
    /// <param name="folder">The folder passed to <see cref="Save"/> by that training.</param>
    /// <exception cref="InvalidDataException">The ranking is damaged or was trained by another version of the program.</exception>
    public IReadOnlyList<double>? NdcgOf(string folder) => Directory.Exists(folder) ? Measure(BlendFile.Load(folder)) : null;

    /// <summary>Writes the ranking into an existing folder.</summary>
    public void Save(string folder) => BlendFile.Save(folder, _blend);

    /// <returns>Null if there are too few queries for a meaningful result.</returns>
    internal static HeldOutLinks? Of(TrainingPairs pairs, LearnedRanker? byDefault, int seed, bool dated)
    {
        var kept = Math.Min(MaxQueries, (int)(pairs.Queries * Share));
        if (kept < MinQueries)
        {
            return null;
        }

        var since = pairs.Queries - kept;
        return new HeldOutLinks(
            pairs.Slice(since, pairs.Queries), BlendTrainer.Train(pairs.Slice(0, since), byDefault, seed, dated),
            (double)pairs.Queries / Math.Max(pairs.Queries, pairs.Asked));
    }

    private List<double> Measure(RankingBlend blend)
    {
        var figures = new List<double>(Queries);
        foreach (var (from, to) in _newest.Lists())
        {
            var scores = new float[to - from];
            var features = _newest.Features.AsSpan(from * PairFeatures.Count, (to - from) * PairFeatures.Count).ToArray();
            if (blend.IsLearned)
            {
                blend.Score(features, scores, new float[to - from]);
            }
            else
            {
                // Candidates come in the unlearned order.
                for (var i = 0; i < scores.Length; i++)
                {
                    scores[i] = -i;
                }
            }

            var grades = Enumerable.Range(0, scores.Length).Where(i => _newest.Labels[from + i]).ToDictionary(Name, _ => 1.0);
            figures.Add(RankingMetrics.Ndcg(grades,
                [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(10).Select(Name)], 10));
        }

        return figures;

        static string Name(int row) => row.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
