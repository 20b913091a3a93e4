using System.Globalization;
using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Recommender.Engine.Features;

namespace Recommender.Engine.Ranking;

/// <summary>
/// A ranking learned from editors' links: LightGBM trees trained by ML.NET, and a logistic regression. Immutable; safe for concurrent use.
/// </summary>
internal sealed class LearnedRanker
{
    // Weight of the regression relative to the trees, each in units of its spread. Chosen on validation queries; flat from 0.5 to 1.
    private const float LinearShare = 0.7f;

    private readonly ITransformer _model;
    private readonly DataViewSchema _schema;
    private readonly TreeEnsemble _trees;
    private readonly LinearRanker _linear;

    internal LearnedRanker(ITransformer model, DataViewSchema schema, LinearRanker linear)
    {
        (_model, _schema, _linear) = (model, schema, linear);
        _trees = TreeEnsemble.Of(((RankingPredictionTransformer<LightGbmRankingModelParameters>)model).Model.TrainedTreeEnsemble.Trees);
    }

    /// <summary>Standard deviation of the trees' scores of training candidates within their queries.</summary>
    public float TreeSpread { get; internal set; } = 1;

    /// <summary>Standard deviation of the regression's scores of training candidates within their queries.</summary>
    public float LinearSpread { get; internal set; } = 1;

    /// <summary>Standard deviation of the combined scores of training candidates within their queries: the unit of the scores.</summary>
    public float Spread { get; internal set; } = 1;

    /// <summary>With <see cref="Offset"/>: the logistic curve from a score to the probability that an editor would link.</summary>
    public float Slope { get; internal set; } = 1;

    public float Offset { get; internal set; }

    /// <summary>
    /// Scores the candidates of one query; higher is more related, comparable within the query, in units of <see cref="Spread"/>.
    /// </summary>
    /// <param name="features">Rows of <see cref="PairFeatures.Count"/>, one per candidate.</param>
    /// <param name="scores">One per candidate.</param>
    public void Score(ReadOnlySpan<float> features, Span<float> scores)
    {
        Span<float> linear = scores.Length <= 1024 ? stackalloc float[scores.Length] : new float[scores.Length];
        ScoreByTrees(features, scores);
        ScoreLinearly(features, linear);
        TensorPrimitives.Multiply(scores, 1 / (TreeSpread * Spread), scores);
        TensorPrimitives.MultiplyAdd(linear, LinearShare / (LinearSpread * Spread), scores, scores);
    }

    /// <summary>The trees' scores alone, as computed by ML.NET's own transformer.</summary>
    internal void ScoreByTrees(ReadOnlySpan<float> features, Span<float> scores)
    {
        scores.Clear();
        _trees.Add(features, PairFeatures.Count, scores);
    }

    internal void ScoreLinearly(ReadOnlySpan<float> features, Span<float> scores) => _linear.Score(features, scores);

    /// <summary>By feature, most important first: its share of the loss reduction by all splits of all trees.</summary>
    public IReadOnlyList<(string Feature, double Share)> Importance()
    {
        var gains = new double[PairFeatures.Count];
        foreach (var tree in ((RankingPredictionTransformer<LightGbmRankingModelParameters>)_model).Model.TrainedTreeEnsemble.Trees)
        {
            for (var i = 0; i < tree.NumberOfNodes; i++)
            {
                gains[tree.NumericalSplitFeatureIndexes[i]] += tree.SplitGains[i];
            }
        }

        var all = gains.Sum();
        return [.. PairFeatures.Names.Select((name, i) => (name, all > 0 ? gains[i] / all : 0)).OrderByDescending(f => f.Item2)];
    }

    /// <summary>
    /// Writes ranker.zip (ML.NET's trees) and ranker.txt (spreads, curve, and the regression's weight by feature) into a folder.
    /// </summary>
    public void Save(string folder)
    {
        new MLContext(0).Model.Save(_model, _schema, Path.Combine(folder, "ranker.zip"));
        var weights = _linear.Weights.ToArray();
        File.WriteAllLines(Path.Combine(folder, "ranker.txt"),
        [
            string.Create(CultureInfo.InvariantCulture, $"{TreeSpread:R}\t{LinearSpread:R}\t{Spread:R}\t{Slope:R}\t{Offset:R}"),
            .. PairFeatures.Names.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{name}\t{weights[i]:R}")),
        ]);
    }

    /// <returns>Null if the folder contains no learned ranking.</returns>
    /// <exception cref="InvalidDataException">The ranking is damaged or uses features that this program does not have.</exception>
    public static LearnedRanker? Load(string folder)
    {
        var file = Path.Combine(folder, "ranker.txt");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var lines = Array.ConvertAll(File.ReadAllLines(file), line => line.Split('\t'));
            if (lines[0].Length != 5 || !lines.Skip(1).Select(line => line[0]).SequenceEqual(PairFeatures.Names))
            {
                throw new InvalidDataException(
                    $"{folder}: the learned ranking was trained by another version of recommender; train the model again");
            }

            var context = new MLContext(0);
            // Naming a type of the assembly makes ML.NET find LightGBM's loader.
            context.ComponentCatalog.RegisterAssembly(typeof(LightGbmRankingModelParameters).Assembly);
            var model = context.Model.Load(Path.Combine(folder, "ranker.zip"), out var schema);
            var head = Array.ConvertAll(lines[0], Number);
            return new LearnedRanker(model, schema, new LinearRanker([.. lines.Skip(1).Select(line => Number(line[1]))]))
            {
                TreeSpread = head[0], LinearSpread = head[1], Spread = head[2], Slope = head[3], Offset = head[4],
            };
        }
        catch (Exception e) when (e is IOException or FormatException or IndexOutOfRangeException or InvalidCastException)
        {
            throw new InvalidDataException($"{folder}: the learned ranking is damaged: {e.Message}", e);
        }
    }

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}
