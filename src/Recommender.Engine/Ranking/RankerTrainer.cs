using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Recommender.Engine.Features;

namespace Recommender.Engine.Ranking;

/// <summary>
/// Learns a ranking from training pairs: LambdaMART (Burges 2010) by LightGBM in ML.NET.
/// </summary>
internal static class RankerTrainer
{
    // All chosen on validation queries of the sites in README's table; flat around these.
    private const int Leaves = 15;
    private const int MinLeaf = 40;
    private const double FeatureShare = 0.3;

    /// <summary>For a site, which is to be trained in seconds.</summary>
    public static readonly (int Trees, double LearningRate) Quick = (150, 0.06);

    /// <summary>For what is trained once for all sites.</summary>
    public static readonly (int Trees, double LearningRate) Thorough = (300, 0.03);

    /// <param name="sets">Training pairs, one set or several.</param>
    /// <param name="seed">The same seed and pairs give the same ranking.</param>
    /// <param name="boosting"><see cref="Quick"/> or <see cref="Thorough"/>.</param>
    public static LearnedRanker Train(IReadOnlyList<TrainingPairs> sets, int seed, (int Trees, double LearningRate) boosting)
    {
        var context = new MLContext(seed);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, PairFeatures.Count);
        var rows = context.Data.LoadFromEnumerable(Rows(sets).ToList(), schema);
        // One thread: LightGBM's threads wait for each other in a busy loop, which on a loaded machine costs more than they save.
        var model = context.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
        {
            LabelColumnName = nameof(Row.Label),
            RowGroupColumnName = nameof(Row.Group),
            FeatureColumnName = nameof(Row.Features),
            NumberOfIterations = boosting.Trees,
            NumberOfLeaves = Leaves,
            LearningRate = boosting.LearningRate,
            MinimumExampleCountPerLeaf = MinLeaf,
            CustomGains = [0, 1],
            Booster = new GradientBooster.Options { FeatureFraction = FeatureShare, L2Regularization = 1, SubsampleFraction = 0.8, SubsampleFrequency = 1 },
            Seed = seed,
            Deterministic = true,
            NumberOfThreads = 1,
            Silent = true,
        }).Fit(rows);

        var ranker = new LearnedRanker(model, rows.Schema, 1);
        ranker.Spread = Spread(ranker, sets);
        var (scores, labels) = (sets.SelectMany(set => Scores(ranker, set)).ToArray(), sets.SelectMany(set => set.Labels).ToArray());
        (ranker.Slope, ranker.Offset) = Platt.Fit(scores, labels);
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

    private static float Spread(LearnedRanker ranker, IReadOnlyList<TrainingPairs> sets)
    {
        var (sum, rows) = (0.0, 0L);
        foreach (var set in sets)
        {
            var scores = Scores(ranker, set);
            for (int from = 0, to; from < set.Count; from = to)
            {
                for (to = from; to < set.Count && set.Groups[to] == set.Groups[from]; to++)
                {
                }

                var group = scores.AsSpan(from, to - from);
                var mean = System.Numerics.Tensors.TensorPrimitives.Sum<float>(group) / group.Length;
                foreach (var score in group)
                {
                    sum += (score - mean) * (double)(score - mean);
                }

                rows += group.Length;
            }
        }

        return rows == 0 || sum == 0 ? 1 : (float)Math.Sqrt(sum / rows);
    }

    private static float[] Scores(LearnedRanker ranker, TrainingPairs set)
    {
        var scores = new float[set.Count];
        ranker.Score(set.Features, scores);
        return scores;
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        [KeyType(uint.MaxValue - 1L)]
        public uint Group { get; set; }
    }
}
