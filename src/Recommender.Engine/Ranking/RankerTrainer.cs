using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Recommender.Engine.Features;

namespace Recommender.Engine.Ranking;

/// <summary>
/// Trains a ranking on training pairs: LambdaMART (Burges 2010) by LightGBM in ML.NET, and a logistic regression beside it.
/// </summary>
internal static class RankerTrainer
{
    // Chosen on validation queries of the benchmark sites; results barely change around these values.
    private const int Leaves = 15;
    private const int MinLeaf = 40;
    private const int Bins = 63;
    private const double FeatureShare = 0.3;

    /// <summary>For one site, which must be trained in seconds.</summary>
    public static readonly (int Trees, double LearningRate) Quick = (150, 0.06);

    /// <summary>For the default ranking, which is trained once for all sites.</summary>
    public static readonly (int Trees, double LearningRate) Thorough = (300, 0.03);

    /// <param name="sets">Training pairs, one set or several.</param>
    /// <param name="seed">Random seed; the same seed and pairs give the same ranking.</param>
    /// <param name="boosting"><see cref="Quick"/> or <see cref="Thorough"/>.</param>
    public static LearnedRanker Train(IReadOnlyList<TrainingPairs> sets, int seed, (int Trees, double LearningRate) boosting)
    {
        var linear = Task.Run(() => LinearRanker.Train(sets, seed));
        var context = new MLContext(seed);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, PairFeatures.Count);
        var rows = context.Data.LoadFromEnumerable(Rows(sets), schema);
        // One thread: LightGBM's threads busy-wait for each other, which costs more than it saves on a loaded machine.
        var model = context.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
        {
            LabelColumnName = nameof(Row.Label),
            RowGroupColumnName = nameof(Row.Group),
            FeatureColumnName = nameof(Row.Features),
            NumberOfIterations = boosting.Trees,
            NumberOfLeaves = Leaves,
            LearningRate = boosting.LearningRate,
            MinimumExampleCountPerLeaf = MinLeaf,
            MaximumBinCountPerFeature = Bins,
            CustomGains = [0, 1],
            Booster = new GradientBooster.Options { FeatureFraction = FeatureShare,
                L2Regularization = 1, SubsampleFraction = 0.8, SubsampleFrequency = 1 },
            Seed = seed,
            Deterministic = true,
            NumberOfThreads = 1,
            Silent = true,
        }).Fit(rows);

        var ranker = new LearnedRanker(model, rows.Schema, linear.GetAwaiter().GetResult());
        ranker.TreeSpread = Spread(Scores(ranker.ScoreByTrees, sets), sets);
        ranker.LinearSpread = Spread(Scores(ranker.ScoreLinearly, sets), sets);
        ranker.Spread = Spread(Scores(ranker.Score, sets), sets);
        (ranker.Slope, ranker.Offset) = Platt.Fit(Scores(ranker.Score, sets), sets.SelectMany(set => set.Labels).ToArray());
        return ranker;
    }

    private static IEnumerable<Row> Rows(IReadOnlyList<TrainingPairs> sets)
    {
        var before = 0u;
        foreach (var set in sets)
        {
            for (var i = 0; i < set.Count; i++)
            {
                yield return new Row
                {
                    Features = set.Features.AsSpan(i * PairFeatures.Count, PairFeatures.Count).ToArray(),
                    Label = set.Labels[i] ? 1 : 0,
                    Group = before + (uint)set.Groups[i] + 1,
                };
            }

            before += (uint)set.Queries;
        }
    }

    private delegate void Scorer(ReadOnlySpan<float> features, Span<float> scores);

    private static float[] Scores(Scorer score, IReadOnlyList<TrainingPairs> sets)
    {
        var scores = new float[sets.Sum(set => set.Count)];
        var before = 0;
        foreach (var set in sets)
        {
            foreach (var (from, to) in set.Lists())
            {
                score(set.Features.AsSpan(from * PairFeatures.Count, (to - from) * PairFeatures.Count),
                    scores.AsSpan(before + from, to - from));
            }

            before += set.Count;
        }

        return scores;
    }

    private static float Spread(ReadOnlySpan<float> scores, IReadOnlyList<TrainingPairs> sets)
    {
        var (sum, before) = (0.0, 0);
        foreach (var set in sets)
        {
            foreach (var (from, to) in set.Lists())
            {
                var list = scores.Slice(before + from, to - from);
                var mean = System.Numerics.Tensors.TensorPrimitives.Sum(list) / list.Length;
                foreach (var score in list)
                {
                    sum += (score - mean) * (double)(score - mean);
                }
            }

            before += set.Count;
        }

        return sum > 0 ? (float)Math.Sqrt(sum / scores.Length) : 1;
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        [KeyType(uint.MaxValue - 1L)]
        public uint Group { get; set; }
    }
}
