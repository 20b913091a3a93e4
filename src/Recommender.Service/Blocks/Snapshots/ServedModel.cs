using Recommender.Engine.Models;
using Recommender.Service.Models;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>The parts of a site's live model that serving needs. Immutable.</summary>
/// <param name="Manifest">The manifest written by training.</param>
/// <param name="Lists">The precomputed lists, including later fold-ins.</param>
/// <param name="Bytes">Size of the whole model on disk.</param>
public sealed record ServedModel(string Version, ModelManifest Manifest, RelatedLists Lists, long Bytes);
