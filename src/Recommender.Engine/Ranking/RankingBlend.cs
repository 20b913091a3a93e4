using System.Numerics.Tensors;
using Recommender.Engine.Candidates;
using Recommender.Engine.Features;

namespace Recommender.Engine.Ranking;

/// <summary>The learned rankings of a site's candidates with their weights; without any, candidates keep the unlearned order.</summary>
/// <param name="Default">Learned from the links of other sites; null if not used.</param>
/// <param name="DefaultWeight">0 or more.</param>
/// <param name="Site">
/// Learned from the site's own links on top of <paramref name="Default"/> (stacking, Wolpert 1992); null if it has too few links.
/// </param>
/// <param name="SiteWeight">0 or more.</param>
/// <param name="UnlearnedWeight">
/// Weight of the unlearned score, in units of its spread within the list, relative to the mean of the learned rankings. 0 or more.
/// </param>
internal sealed record RankingBlend(LearnedRanker? Default,
    float DefaultWeight, LearnedRanker? Site, float SiteWeight, float UnlearnedWeight = 0)
{
    public static RankingBlend None { get; } = new(null, 0, null, 0);

    public bool IsLearned => (Default is not null && DefaultWeight > 0) || (Site is not null && SiteWeight > 0);

    /// <summary>
    /// Writes each row's score: the weighted mean of the rankings, in units of their spread. The rows are the candidates of one query.
    /// </summary>
    /// <param name="features">Rows of features; the default ranking's scores are written into them.</param>
    /// <param name="scores">One per row.</param>
    /// <param name="work">Working memory; as long as <paramref name="scores"/>.</param>
    public void Score(Span<float> features, Span<float> scores, Span<float> work)
    {
        scores.Clear();
        if (Default is not null)
        {
            Default.Score(features, work);
            Add(work, DefaultWeight, scores);
        }

        if (Site is not null && SiteWeight > 0)
        {
            if (Default is not null)
            {
                WriteDefault(work, features);
            }

            Site.Score(features, work);
            Add(work, SiteWeight, scores);
        }

        if (UnlearnedWeight > 0)
        {
            AddUnlearned(features, scores, work);
        }
    }

    /// <summary>Writes the default ranking's scores of one query's candidates into their features: standardised, and as a rank.</summary>
    public static void WriteDefault(ReadOnlySpan<float> scores, Span<float> features)
    {
        if (scores.Length == 0)
        {
            return;
        }

        var (mean, deviation) = Measure(scores);
        Span<int> better = scores.Length <= 1024 ? stackalloc int[scores.Length] : new int[scores.Length];
        Ranks.CountBetter(scores, better);
        for (var i = 0; i < scores.Length; i++)
        {
            var at = i * PairFeatures.Count + PairFeatures.ByDefault;
            features[at] = deviation > 0 ? (scores[i] - mean) / deviation : 0;
            features[at + 1] = MathF.Log(1 + better[i]);
        }
    }

    /// <summary>
    /// The probability that an editor would link to a candidate with this score, by the logistic curve fitted to training candidates (Platt
    /// 1999). In (0, 1); rises with the score.
    /// </summary>
    public float Probability(float score)
    {
        var (a, b, weights) = (0f, 0f, 0f);
        foreach (var (ranker, weight) in (ReadOnlySpan<(LearnedRanker?, float)>)[(Default, DefaultWeight), (Site, SiteWeight)])
        {
            if (ranker is not null)
            {
                a += weight * ranker.Slope;
                b += weight * ranker.Offset;
                weights += weight;
            }
        }

        return weights == 0 ? 0 : 1 / (1 + MathF.Exp(-(a * score + b) / weights));
    }

    private void AddUnlearned(ReadOnlySpan<float> features, Span<float> scores, Span<float> work)
    {
        for (var i = 0; i < work.Length; i++)
        {
            work[i] = features[i * PairFeatures.Count + PairFeatures.Unlearned];
        }

        var (mean, deviation) = Measure(work);
        if (deviation > 0)
        {
            TensorPrimitives.Subtract(work, mean, work);
            TensorPrimitives.MultiplyAdd(work, UnlearnedWeight / deviation, scores, scores);
        }
    }

    private static (float Mean, float Deviation) Measure(ReadOnlySpan<float> values)
    {
        var mean = TensorPrimitives.Sum(values) / Math.Max(1, values.Length);
        return (mean, MathF.Sqrt(Math.Max(0, TensorPrimitives.SumOfSquares(values) / Math.Max(1, values.Length) - mean * mean)));
    }

    private void Add(ReadOnlySpan<float> from, float weight, Span<float> scores) =>
        TensorPrimitives.MultiplyAdd(from, weight / (DefaultWeight + SiteWeight), scores, scores);
}
