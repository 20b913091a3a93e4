using Recommender.Engine.GroundTruth;
using Recommender.Engine.Features;

namespace Recommender.Engine.Ranking;

/// <summary>Decides, by what finds the site's own newest links best, which learned rankings serve it.</summary>
internal static class BlendTrainer
{
    /// <summary>Fewer queries with links than these teach nothing that the default ranking does not know better.</summary>
    public const int MinQueries = 20;

    // Of fewer held-out queries the difference between two rankings is noise: then both, which was best on the mean of sites.
    private const int MinHeldOut = 15;
    private const double Share = 0.3;

    // Where there is nothing but texts, what editors of other sites link to is not all that readers call related; the mean with the unlearned
    // order is nearer to it. Chosen on those sites stripped to their texts: by shared tags, and by links.
    private const float Unlearned = 0.5f;

    /// <summary>So many queries teach all that the default ranking knows, and more: the site's ranking, which builds on it, serves alone.</summary>
    private const int Enough = 300;

    // Of so many queries the site's ranking counts as much as the default one; it counts the more, the more there are.
    private const float Even = 60;

    /// <param name="pairs">The site's training pairs, oldest query first.</param>
    /// <param name="byDefault">The default ranking, or null.</param>
    /// <param name="seed">Of training.</param>
    /// <param name="dated">Whether the site's articles have dates.</param>
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

        // Kept unless another is clearly better: a blend errs less where the site changes.
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
