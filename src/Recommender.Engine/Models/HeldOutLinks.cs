using Recommender.Engine.Features;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Models;

/// <summary>
/// The newest articles with links, kept from a ranking that was learned beside the served one, to set one training against another.
/// <para>
/// A served ranking has learned from all links, so none of them says how good it is. Each training therefore also learns a ranking by the same
/// recipe without its newest queries, and saves it with the model. Of a later training the newest queries are those that came since, and some
/// of what the earlier one had kept back: never more than 30 % of all are kept, so the earlier one has learned from none of them either. Both
/// are given the same candidates with the same features, as of the day of each query; what differs is what they learned from links.
/// </para>
/// </summary>
public sealed class HeldOutLinks
{
    private const double Share = 0.3;
    private const int MaxQueries = 500;
    private const int MinQueries = 15;
    private readonly TrainingPairs _newest;
    private readonly RankingBlend _blend;

    private HeldOutLinks(TrainingPairs newest, RankingBlend blend, double reach) => (_newest, _blend, Reach) = (newest, blend, reach);

    /// <summary>How many queries were kept back.</summary>
    public int Queries => _newest.Queries;

    /// <summary>Share, 0 to 1, of the articles with links of which at least one leads to a candidate. Links at random lead to none on a large site.</summary>
    public double Reach { get; }

    /// <summary>nDCG@10 of each query by the ranking that has not learned from it.</summary>
    public IReadOnlyList<double> Ndcg() => Measure(_blend);

    /// <summary>The same by the ranking that another training saved; null where it saved none.</summary>
    /// <param name="folder">Where <see cref="Save"/> of that training wrote.</param>
    /// <exception cref="InvalidDataException">It is damaged or was trained by another version of the program.</exception>
    public IReadOnlyList<double>? NdcgOf(string folder) => Directory.Exists(folder) ? Measure(BlendFile.Load(folder)) : null;

    /// <summary>Writes the ranking into a folder that exists.</summary>
    public void Save(string folder) => BlendFile.Save(folder, _blend);

    /// <returns>Null where there are too few queries to tell anything.</returns>
    internal static HeldOutLinks? Of(TrainingPairs pairs, LearnedRanker? byDefault, int seed, bool dated)
    {
        var kept = Math.Min(MaxQueries, (int)(pairs.Queries * Share));
        if (kept < MinQueries)
        {
            return null;
        }

        var since = pairs.Queries - kept;
        return new HeldOutLinks(
            pairs.Slice(since, pairs.Queries), BlendTrainer.Train(pairs.Slice(0, since), byDefault, seed, dated), (double)pairs.Queries / Math.Max(pairs.Queries, pairs.Asked));
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
            figures.Add(RankingMetrics.Ndcg(grades, [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(10).Select(Name)], 10));
        }

        return figures;

        static string Name(int row) => row.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
