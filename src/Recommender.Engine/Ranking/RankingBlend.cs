namespace Recommender.Engine.Ranking;

/// <summary>The learned rankings that order a site's candidates, each with its weight; none for the unlearned order.</summary>
/// <param name="Default">Learned from other sites' links; null where none is used.</param>
/// <param name="DefaultWeight">0 or more.</param>
/// <param name="Site">Learned from the site's own links; null where it has too few.</param>
/// <param name="SiteWeight">0 or more.</param>
internal sealed record RankingBlend(LearnedRanker? Default, float DefaultWeight, LearnedRanker? Site, float SiteWeight)
{
    public static RankingBlend None { get; } = new(null, 0, null, 0);

    public bool IsLearned => (Default is not null && DefaultWeight > 0) || (Site is not null && SiteWeight > 0);

    /// <summary>Writes each row's score: the weighted mean of the rankings, in units of their spread.</summary>
    public void Score(ReadOnlySpan<float> features, Span<float> scores, Span<float> work)
    {
        scores.Clear();
        Add(Default, DefaultWeight, features, scores, work);
        Add(Site, SiteWeight, features, scores, work);
    }

    /// <summary>
    /// The chance that an editor would link to a candidate of that score, by the logistic curve fitted on training candidates
    /// (Platt 1999). In (0, 1); rises with the score.
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

    private void Add(LearnedRanker? ranker, float weight, ReadOnlySpan<float> features, Span<float> scores, Span<float> work)
    {
        if (ranker is null || weight == 0)
        {
            return;
        }

        ranker.Score(features, work);
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(work, weight / (DefaultWeight + SiteWeight), scores, scores);
    }
}
