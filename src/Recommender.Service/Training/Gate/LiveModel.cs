using Recommender.Engine.Models;
using Recommender.Service.Models;

namespace Recommender.Service.Training.Gate;

/// <summary>The parts of the live model needed for a comparison.</summary>
/// <param name="Lists">Its lists as trained.</param>
/// <param name="Articles">The state of its articles; null for a model of a version that did not record it.</param>
public sealed record LiveModel(ModelManifest Manifest, RelatedLists Lists, TrainedArticles? Articles);
