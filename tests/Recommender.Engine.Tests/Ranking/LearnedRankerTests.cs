using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Recommender.Engine.Features;
using Recommender.Engine.Ranking;
using Xunit;

namespace Recommender.Engine.Tests.Ranking;

public sealed class LearnedRankerTests
{
    private static readonly TrainingPairs Pairs = RandomPairs(1);
    private static readonly LearnedRanker Ranker = RankerTrainer.Train([Pairs], 1, RankerTrainer.Quick);

    [Fact]
    public void Linked_candidates_rank_above_the_rest_in_unseen_pairs()
    {
        var pairs = RandomPairs(2);
        var scores = Score(Ranker, pairs);
        var linked = Enumerable.Range(0, pairs.Count).Where(i => pairs.Labels[i]).Average(i => scores[i]);
        var others = Enumerable.Range(0, pairs.Count).Where(i => !pairs.Labels[i]).Average(i => scores[i]);
        Assert.True(linked > others + 1, $"{linked} and {others}");
        Assert.Equal(PairFeatures.Names[3], Ranker.Importance()[0].Feature);
        Assert.Equal(1, Ranker.Importance().Sum(f => f.Share), 1e-9);
    }

    [Fact]
    public void Scores_are_in_units_of_their_spread_within_a_query()
    {
        var scores = Score(Ranker, Pairs);
        var variance = scores.Select((s, i) => (s, g: Pairs.Groups[i])).GroupBy(p => p.g)
            .SelectMany(g => g.Select(p => Math.Pow(p.s - g.Average(q => q.s), 2))).Average();
        Assert.Equal(1, variance, 1e-3);
    }

    [Fact]
    public void The_flattened_trees_score_like_ML_NETs_own_transformer()
    {
        using var folder = new Folder();
        Ranker.Save(folder.Path);
        var pairs = RandomPairs(3);
        var context = new MLContext(1);
        context.ComponentCatalog.RegisterAssembly(typeof(LightGbmRankingModelParameters).Assembly);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, PairFeatures.Count);
        var rows = context.Data.LoadFromEnumerable(
            pairs.Features.Chunk(PairFeatures.Count).Select(features => new Row { Features = features }).ToList(), schema);
        var expected = new double[pairs.Count];
        var model = context.Model.Load(folder.File("ranker.zip"), out _);
        foreach (var (score, i) in model.Transform(rows).GetColumn<float>("Score").Select((s, i) => (s, i)))
        {
            expected[i] = score;
        }

        Assert.True(expected.Distinct().Count() > 100);
        var scores = new float[pairs.Count];
        Ranker.ScoreByTrees(pairs.Features, scores);
        Assert.All(scores.Zip(expected), s => Assert.Equal(s.Second, s.First, 1e-4));
    }

    [Fact]
    public void The_same_pairs_and_seed_give_the_same_scores()
    {
        Assert.Equal(Score(Ranker, Pairs), Score(RankerTrainer.Train([Pairs], 1, RankerTrainer.Quick), Pairs));
    }

    [Fact]
    public void A_saved_ranker_scores_the_same_after_loading()
    {
        using var folder = new Folder();
        Ranker.Save(folder.Path);
        var loaded = LearnedRanker.Load(folder.Path);
        Assert.Equal(Ranker.Spread, loaded!.Spread);
        Assert.Equal(Score(Ranker, Pairs), Score(loaded, Pairs));
    }

    [Fact]
    public void A_folder_without_a_ranker_loads_as_null()
    {
        using var folder = new Folder();
        Assert.Null(LearnedRanker.Load(folder.Path));
    }

    [Fact]
    public void A_ranker_with_other_features_asks_for_retraining()
    {
        using var folder = Saved();
        File.AppendAllText(folder.File("ranker.txt"), "a feature of tomorrow\n");
        Assert.Contains("train the model again", Refused(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_names_a_missing_part()
    {
        using var folder = Saved();
        File.Delete(folder.File("ranker.zip"));
        Assert.Contains("ranker.zip", Refused(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_names_the_folder_of_a_truncated_part()
    {
        using var folder = Saved();
        using (var stream = File.OpenWrite(folder.File("ranker.zip")))
        {
            stream.SetLength(stream.Length / 2);
        }

        Assert.Contains(folder.Path, Refused(folder), StringComparison.Ordinal);
    }

    private static string Refused(Folder folder) => Assert.Throws<InvalidDataException>(() => LearnedRanker.Load(folder.Path)).Message;

    private static Folder Saved()
    {
        var folder = new Folder();
        Ranker.Save(folder.Path);
        return folder;
    }

    private static float[] Score(LearnedRanker ranker, TrainingPairs pairs)
    {
        var scores = new float[pairs.Count];
        foreach (var (from, to) in pairs.Lists())
        {
            ranker.Score(pairs.Features.AsSpan(from * PairFeatures.Count, (to - from) * PairFeatures.Count),
                scores.AsSpan(from, to - from));
        }

        return scores;
    }

    // Random features; linked candidates have a large fourth feature.
    private static TrainingPairs RandomPairs(int seed)
    {
        const int Queries = 60, Candidates = 20;
        var random = new Random(seed);
        var features = Enumerable.Range(0, Queries * Candidates * PairFeatures.Count).Select(_ => random.NextSingle()).ToArray();
        return new TrainingPairs(
            features,
            [.. Enumerable.Range(0, Queries * Candidates).Select(i => features[i * PairFeatures.Count + 3] > 0.8f)],
            [.. Enumerable.Range(0, Queries * Candidates).Select(i => i / Candidates)]);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        [KeyType(uint.MaxValue - 1L)]
        public uint Group { get; set; } = 1;
    }
}
