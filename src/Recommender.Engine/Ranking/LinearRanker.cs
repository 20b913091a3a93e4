using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Recommender.Engine.Features;

namespace Recommender.Engine.Ranking;

/// <summary>
/// A logistic regression on features standardised within a query's candidates. It makes different errors from the trees, and fewer on sites
/// unlike those it learned from; the mean of both is better than either.
/// </summary>
/// <param name="weights">One per feature.</param>
internal sealed class LinearRanker(float[] weights)
{
    // Standardised values beyond this carry no more information.
    private const float Far = 6;

    public ReadOnlySpan<float> Weights => weights;

    /// <summary>Fits the weights by maximum likelihood with an L2 penalty, with ML.NET's L-BFGS.</summary>
    public static LinearRanker Train(IReadOnlyList<TrainingPairs> sets, int seed)
    {
        if (!sets.Any(set => set.Labels.Contains(true)) || sets.All(set => !set.Labels.Contains(false)))
        {
            return new LinearRanker(new float[PairFeatures.Count]);
        }

        var context = new MLContext(seed);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, PairFeatures.Count);
        var model = context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = nameof(Row.Label),
            FeatureColumnName = nameof(Row.Features),
            L1Regularization = 0,
            L2Regularization = 1,
            MaximumNumberOfIterations = 60,
            OptimizationTolerance = 1e-5f,
            NumberOfThreads = 1,
        }).Fit(context.Data.Cache(context.Data.LoadFromEnumerable(Rows(sets), schema)));
        return new LinearRanker(
            [.. ((CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>)model.Model).SubModel.Weights]);
    }

    // Created lazily: all rows at once would double the memory of the features.
    private static IEnumerable<Row> Rows(IReadOnlyList<TrainingPairs> sets)
    {
        foreach (var set in sets)
        {
            foreach (var (from, to) in set.Lists())
            {
                var standard = set.Features.AsSpan(from * PairFeatures.Count, (to - from) * PairFeatures.Count).ToArray();
                Standardise(standard);
                for (var i = from; i < to; i++)
                {
                    yield return new Row { Features = standard[((i - from) * PairFeatures.Count)..((i - from + 1) * PairFeatures.Count)],
                        Label = set.Labels[i] };
                }
            }
        }
    }

    /// <summary>Scores the candidates of one query; higher is more related.</summary>
    public void Score(ReadOnlySpan<float> features, Span<float> scores)
    {
        Span<float> means = stackalloc float[PairFeatures.Count];
        Span<float> scales = stackalloc float[PairFeatures.Count];
        Measure(features, means, scales);
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = Dot(features.Slice(i * PairFeatures.Count, PairFeatures.Count), means, scales);
        }
    }

    // Standardises the row and multiplies it by the weights in one pass.
    private float Dot(ReadOnlySpan<float> row, ReadOnlySpan<float> means, ReadOnlySpan<float> scales)
    {
        var (sums, far, at) = (Vector256<float>.Zero, Vector256.Create(Far), 0);
        for (; at + Vector256<float>.Count <= row.Length; at += Vector256<float>.Count)
        {
            var standard = (Vector256.Create(row[at..]) - Vector256.Create(means[at..])) * Vector256.Create(scales[at..]);
            sums += Vector256.Min(Vector256.Max(standard, -far), far) * Vector256.Create(weights.AsSpan(at));
        }

        var sum = Vector256.Sum(sums);
        for (; at < row.Length; at++)
        {
            sum += Math.Clamp((row[at] - means[at]) * scales[at], -Far, Far) * weights[at];
        }

        return sum;
    }

    private static void Standardise(Span<float> features)
    {
        Span<float> means = stackalloc float[PairFeatures.Count];
        Span<float> scales = stackalloc float[PairFeatures.Count];
        Measure(features, means, scales);
        for (var at = 0; at < features.Length; at += PairFeatures.Count)
        {
            var row = features.Slice(at, PairFeatures.Count);
            Standardise(row, means, scales, row);
        }
    }

    private static void Standardise(ReadOnlySpan<float> row, ReadOnlySpan<float> means, ReadOnlySpan<float> scales, Span<float> into)
    {
        TensorPrimitives.Subtract(row, means, into);
        TensorPrimitives.Multiply(into, scales, into);
        TensorPrimitives.Min(into, Far, into);
        TensorPrimitives.Max(into, -Far, into);
    }

    // scales: the inverse of the standard deviation; 0 if all values are equal, so the feature is ignored.
    private static void Measure(ReadOnlySpan<float> features, Span<float> means, Span<float> scales)
    {
        means.Clear();
        scales.Clear();
        var rows = features.Length / PairFeatures.Count;
        Span<float> away = stackalloc float[PairFeatures.Count];
        for (var i = 0; i < rows; i++)
        {
            TensorPrimitives.Add(means, features.Slice(i * PairFeatures.Count, PairFeatures.Count), means);
        }

        TensorPrimitives.Divide(means, Math.Max(1, rows), means);
        for (var i = 0; i < rows; i++)
        {
            TensorPrimitives.Subtract(features.Slice(i * PairFeatures.Count, PairFeatures.Count), means, away);
            TensorPrimitives.MultiplyAdd(away, away, scales, scales);
        }

        for (var f = 0; f < scales.Length; f++)
        {
            var deviation = MathF.Sqrt(scales[f] / Math.Max(1, rows));
            scales[f] = deviation > 1e-6f ? 1 / deviation : 0;
        }
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
