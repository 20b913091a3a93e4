using Recommender.Engine.Models;

namespace Recommender.Engine.Evaluation;

/// <summary>How much one feature decides in a learned ranking.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Share">
/// Its share of what all splits of the ranking's trees together lowered the training loss by (gain; Breiman et al. 1984). In [0, 1]; the
/// features sum to 1. Features that say nearly the same divide it among themselves.
/// </param>
public readonly record struct FeatureImportance(string Feature, double Share)
{
    /// <summary>The features of a model's learned ranking, the weightiest first; none where it has no such ranking.</summary>
    /// <param name="model">A trained model.</param>
    /// <param name="system"><see cref="RankingSystem.Site"/> or <see cref="RankingSystem.Default"/>.</param>
    public static IReadOnlyList<FeatureImportance> Of(RelatedModel model, RankingSystem system)
    {
        var ranker = system switch { RankingSystem.Site => model.Blend.Site, RankingSystem.Default => model.Blend.Default, _ => null };
        return ranker is null ? [] : [.. ranker.Importance().Select(f => new FeatureImportance(f.Feature, f.Share))];
    }
}
