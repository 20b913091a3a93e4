using Recommender.Engine.GroundTruth;
using Recommender.Engine.Features;

namespace Recommender.Engine.Ranking;

/// <summary>Chooses the learned rankings that serve a site: the combination that best finds the site's own newest links.</summary>
internal static class BlendTrainer
{
    /// <summary>
    /// With fewer training queries than this, a site's ranking learns nothing that the default ranking does not know better.
    /// </summary>
    public const int MinQueries = 20;

    // With fewer held-out queries the difference between two rankings is noise; then both are used, which is best on average over sites.
    private const int MinHeldOut = 15;
    private const double Share = 0.3;

    // If only texts are available, links by editors of other sites do not cover everything that readers call related; the mean with the
    // unlearned order is closer. Chosen on the benchmark sites reduced to their texts, by shared tags and by links.
    private const float Unlearned = 0.5f;

    /// <summary>From this many queries on, the site's ranking, which builds on the default one, serves alone.</summary>
    private const int Enough = 300;

    // At this many queries the site's ranking has the same weight as the default one; its weight grows with the number of queries.
    private const float Even = 60;

    /// <param name="pairs">The site's training pairs, oldest query first.</param>
    /// <param name="byDefault">The default ranking, or null.</param>
    /// <param name="seed">Random seed of training.</param>
    /// <param name="dated">True if the site's articles have dates.</param>
    public static RankingBlend Train(TrainingPairs pairs, LearnedRanker? byDefault, int seed, bool dated)
    {
        if (pairs.Queries < MinQueries)
        {
            return new RankingBlend(byDefault, byDefault is null ? 0 : 1, null, 0, dated ? 0 : Unlearned);
        }

        if (byDefault is not null)
        {
            pairs.WriteDefault(byDefault);
        }

        var site = Task.Run(() => RankerTrainer.Train([pairs], seed, RankerTrainer.Quick));
        if (byDefault is null)
        {
            return new RankingBlend(null, 0, site.GetAwaiter().GetResult(), 1);
        }

        if (pairs.Queries >= Enough)
        {
            return new RankingBlend(byDefault, 0, site.GetAwaiter().GetResult(), 1);
        }

        var since = (int)(pairs.Queries * (1 - Share));
        var newest = pairs.Slice(since, pairs.Queries);
        var early = newest.Queries < MinHeldOut ? null : RankerTrainer.Train([pairs.Slice(0, since)], seed, RankerTrainer.Quick);
        var both = new RankingBlend(byDefault, Even / pairs.Queries, site.GetAwaiter().GetResult(), 1);
        if (early is null)
        {
            return both;
        }

        // Kept unless another is clearly better: a blend degrades less when the site changes.
        const double Clearly = 0.01;
        return new (RankingBlend Blend, double Ndcg)[]
        {
            (both, Ndcg(newest, both with { Site = early }) + Clearly),
            (both with { DefaultWeight = 0 }, Ndcg(newest, new RankingBlend(byDefault, 0, early, 1))),
            (both with { SiteWeight = 0 }, Ndcg(newest, new RankingBlend(byDefault, 1, early, 0))),
        }.MaxBy(choice => choice.Ndcg).Blend;
    }

    private static double Ndcg(TrainingPairs pairs, RankingBlend blend)
    {
        var (sum, queries) = (0.0, 0);
        foreach (var (from, to) in pairs.Lists())
        {
            var scores = new float[to - from];
            blend.Score(pairs.Features.AsSpan(from * PairFeatures.Count, (to - from) * PairFeatures.Count), scores, new float[to - from]);
            var grades = Enumerable.Range(0, to - from).Where(i => pairs.Labels[from + i])
                .ToDictionary(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture), _ => 1.0);
            var ranked = Enumerable.Range(0, to - from).OrderByDescending(i => scores[i]).Take(10)
                .Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList();
            sum += RankingMetrics.Ndcg(grades, ranked, 10);
            queries++;
        }

        return queries == 0 ? 0 : sum / queries;
    }
}
