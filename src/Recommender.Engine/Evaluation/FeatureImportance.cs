using Recommender.Engine.Models;

namespace Recommender.Engine.Evaluation;

/// <summary>The importance of one feature in a learned ranking.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="Share">
/// Its share of the total reduction of the training loss by all splits of the trees (gain; Breiman et al. 1984). In [0, 1]; the shares sum
/// to 1. Correlated features divide their importance.
/// </param>
public readonly record struct FeatureImportance(string Feature, double Share)
{
    /// <summary>The features of a model's learned ranking, most important first; empty if it does not have that ranking.</summary>
    /// <param name="system"><see cref="RankingSystem.Site"/> or <see cref="RankingSystem.Default"/>.</param>
    public static IReadOnlyList<FeatureImportance> Of(RelatedModel model, RankingSystem system)
    {
        var ranker = system switch { RankingSystem.Site => model.Blend.Site, RankingSystem.Default => model.Blend.Default, _ => null };
        return ranker is null ? [] : [.. ranker.Importance().Select(f => new FeatureImportance(f.Feature, f.Share))];
    }
}
