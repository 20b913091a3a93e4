using Recommender.Engine.Features;
using Recommender.Engine.Ranking;
using Xunit;

namespace Recommender.Engine.Tests.Ranking;

public sealed class RankingBlendTests
{
    private const int Queries = 80;
    private const int Candidates = 20;

    [Fact]
    public void Scores_of_the_default_ranking_are_standardised_and_ranked()
    {
        var features = new float[4 * PairFeatures.Count];

        RankingBlend.WriteDefault([3, 5, 1, 3], features);

        float[] Column(int column) => [.. Enumerable.Range(0, 4).Select(row => features[row * PairFeatures.Count + column])];
        var scores = Column(PairFeatures.ByDefault);
        Assert.Equal(0, scores.Average(), 1e-6);
        Assert.Equal(1, scores.Average(s => s * s), 1e-5);
        Assert.Equal(MathF.Sqrt(2), scores[1], 1e-5);
        Assert.Equal([MathF.Log(2), 0, MathF.Log(4), MathF.Log(2)], Column(PairFeatures.ByDefault + 1));
    }

    [Fact]
    public void Equal_scores_give_zero_features()
    {
        var features = new float[3 * PairFeatures.Count];
        RankingBlend.WriteDefault([2, 2, 2], features);
        Assert.All(features, value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_sites_own_ranking_builds_on_the_default_one()
    {
        // Editors of all sites use feature 3; those of this site also use feature 5, but only if 3 is large.
        var byDefault = RankerTrainer.Train([Pairs(1, f => f[3] > 0.7f)], 1, RankerTrainer.Quick);
        var blend = BlendTrainer.Train(Pairs(2, f => f[3] > 0.7f && f[5] > 0.5f), byDefault, 1, dated: true);

        Assert.NotNull(blend.Site);
        Assert.Contains(blend.Site.Importance(), f => f.Feature == "default ranking" && f.Share > 0);
        var unseen = Pairs(3, f => f[3] > 0.7f && f[5] > 0.5f);
        var (linked, others) = (new List<float>(), new List<float>());
        for (var query = 0; query < Queries; query++)
        {
            var scores = new float[Candidates];
            blend.Score(unseen.Features.AsSpan(query * Candidates * PairFeatures.Count, Candidates * PairFeatures.Count),
                scores, new float[Candidates]);
            for (var i = 0; i < Candidates; i++)
            {
                (unseen.Labels[query * Candidates + i] ? linked : others).Add(scores[i]);
            }
        }

        Assert.True(linked.Average() > others.Average() + 1, $"{linked.Average()} and {others.Average()}");
    }

    [Fact]
    public void The_default_ranking_serves_alone_with_too_few_links()
    {
        var byDefault = RankerTrainer.Train([Pairs(1, f => f[3] > 0.7f)], 1, RankerTrainer.Quick);
        var blend = BlendTrainer.Train(Pairs(2, f => f[5] > 0.5f).Slice(0, BlendTrainer.MinQueries - 1), byDefault, 1, dated: true);
        Assert.Null(blend.Site);
        Assert.True(blend.IsLearned);
        Assert.False(BlendTrainer.Train(new TrainingPairs([], [], []), null, 1, dated: true).IsLearned);
    }

    [Fact]
    public void The_unlearned_order_contributes_if_there_are_only_texts()
    {
        var byDefault = RankerTrainer.Train([Pairs(1, f => f[3] > 0.7f)], 1, RankerTrainer.Quick);
        var none = new TrainingPairs([], [], []);
        var (dated, bare) = (BlendTrainer.Train(none, byDefault, 1, dated: true), BlendTrainer.Train(none, byDefault, 1, dated: false));
        var pairs = Pairs(4, _ => false);
        var (learned, both, unlearned) = (new float[Candidates], new float[Candidates], new float[Candidates]);
        dated.Score(pairs.Features.AsSpan(0, Candidates * PairFeatures.Count), learned, new float[Candidates]);
        bare.Score(pairs.Features.AsSpan(0, Candidates * PairFeatures.Count), both, new float[Candidates]);
        for (var i = 0; i < Candidates; i++)
        {
            unlearned[i] = pairs.Features[i * PairFeatures.Count + PairFeatures.Unlearned];
        }

        var added = both.Zip(learned, (b, l) => b - l).ToArray();
        Assert.Equal(Enumerable.Range(0, Candidates).OrderBy(i => unlearned[i]), Enumerable.Range(0, Candidates).OrderBy(i => added[i]));
        Assert.Equal(0.5, MathF.Sqrt(added.Average(a => a * a)), 1e-3);
    }

    private static TrainingPairs Pairs(int seed, Func<float[], bool> linked)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, Queries * Candidates)
            .Select(_ => Enumerable.Range(0, PairFeatures.Count)
                .Select(column => column >= PairFeatures.ByDefault ? 0 : random.NextSingle()).ToArray()).ToArray();
        return new TrainingPairs([.. rows.SelectMany(r => r)], [.. rows.Select(linked)], [.. rows.Select((_, i) => i / Candidates)]);
    }
}
