using Recommender.Engine;
using Recommender.Engine.Models;
using Recommender.Service.Models;

namespace Recommender.Service.Training;

/// <summary>A model and what changed since it was made.</summary>
/// <param name="Model">The live model.</param>
/// <param name="Lists">Its lists.</param>
/// <param name="Changed">Articles that came or changed.</param>
/// <param name="Gone">Keys of those that went.</param>
/// <param name="Articles">What all articles are now.</param>
internal sealed record ModelUpdate(RelatedModel Model, RelatedLists Lists, IReadOnlyList<Document> Changed, IReadOnlySet<string> Gone, TrainedArticles Articles);
