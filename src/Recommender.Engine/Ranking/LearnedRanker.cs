using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Recommender.Engine.Features;

namespace Recommender.Engine.Ranking;

/// <summary>A ranking learned from editors' links: LightGBM's trees as ML.NET trained them. Immutable; safe for concurrent use.</summary>
internal sealed class LearnedRanker
{
    private readonly ITransformer _model;
    private readonly DataViewSchema _schema;
    private readonly TreeEnsemble _trees;

    internal LearnedRanker(ITransformer model, DataViewSchema schema, float spread, float slope = 1, float offset = 0)
    {
        (_model, _schema, Spread, Slope, Offset) = (model, schema, spread, slope, offset);
        _trees = TreeEnsemble.Of(((RankingPredictionTransformer<LightGbmRankingModelParameters>)model).Model.TrainedTreeEnsemble.Trees);
    }

    /// <summary>Standard deviation of the scores of training candidates within their queries: the unit in which scores are given.</summary>
    public float Spread { get; internal set; }

    /// <summary>With <see cref="Offset"/> the logistic curve from a score to the chance that an editor would link.</summary>
    public float Slope { get; internal set; }

    public float Offset { get; internal set; }

    /// <summary>Scores rows of features; larger is nearer, comparable within a query, in units of <see cref="Spread"/>.</summary>
    public void Score(ReadOnlySpan<float> features, Span<float> scores)
    {
        scores.Clear();
        _trees.Add(features, PairFeatures.Count, scores);
        System.Numerics.Tensors.TensorPrimitives.Divide(scores, Spread, scores);
    }

    /// <summary>By feature, the weightiest first: its share of what all splits of all trees together lowered the loss by.</summary>
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

    /// <summary>Writes ranker.zip (ML.NET) and ranker.txt (spread, curve, names of the features) into a folder.</summary>
    public void Save(string folder)
    {
        new MLContext(0).Model.Save(_model, _schema, Path.Combine(folder, "ranker.zip"));
        File.WriteAllLines(Path.Combine(folder, "ranker.txt"),
            [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Spread:R}\t{Slope:R}\t{Offset:R}"), .. PairFeatures.Names]);
    }

    /// <returns>Null where the folder holds no learned ranking.</returns>
    /// <exception cref="InvalidDataException">It was trained on other features than this program has, or is damaged.</exception>
    public static LearnedRanker? Load(string folder)
    {
        var file = Path.Combine(folder, "ranker.txt");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var lines = File.ReadAllLines(file);
            if (!lines.Skip(1).SequenceEqual(PairFeatures.Names))
            {
                throw new InvalidDataException($"{folder}: the learned ranking was trained by another version of recommender: train again");
            }

            var head = lines[0].Split('\t');
            var context = new MLContext(0);
            // Naming a type of the assembly is what makes ML.NET find LightGBM's loader.
            context.ComponentCatalog.RegisterAssembly(typeof(LightGbmRankingModelParameters).Assembly);
            var model = context.Model.Load(Path.Combine(folder, "ranker.zip"), out var schema);
            var numbers = Array.ConvertAll(head, number => float.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
            return new LearnedRanker(model, schema, numbers[0], numbers[1], numbers[2]);
        }
        catch (Exception e) when (e is IOException or FormatException or IndexOutOfRangeException or InvalidCastException)
        {
            throw new InvalidDataException($"{folder}: the learned ranking is damaged: {e.Message}", e);
        }
    }
}
