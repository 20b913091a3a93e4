using Recommender.Engine;
using Recommender.Engine.Models;
using Recommender.Service.Models;

namespace Recommender.Service.Training;

/// <summary>A model and the changes since it was made.</summary>
/// <param name="Model">The live model.</param>
/// <param name="Lists">Its lists.</param>
/// <param name="Changed">Articles added or changed.</param>
/// <param name="Gone">Keys of removed articles.</param>
/// <param name="Articles">The current state of all articles.</param>
internal sealed record ModelUpdate(
    RelatedModel Model, RelatedLists Lists, IReadOnlyList<Document> Changed, IReadOnlySet<string> Gone, TrainedArticles Articles);
