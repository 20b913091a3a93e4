using Recommender.Engine.Models;
using Recommender.Service.Models;

namespace Recommender.Service.Training.Gate;

/// <summary>What is read of the live model to set another against it.</summary>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Lists">As they were trained.</param>
/// <param name="Articles">What its articles were; null of a model from before that was kept.</param>
public sealed record LiveModel(ModelManifest Manifest, RelatedLists Lists, TrainedArticles? Articles);
