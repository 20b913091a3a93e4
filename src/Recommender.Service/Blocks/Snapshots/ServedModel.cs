using Recommender.Engine.Models;
using Recommender.Service.Models;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>What serving needs of a site's live model. Immutable.</summary>
/// <param name="Version">The model's version.</param>
/// <param name="Manifest">What training wrote down.</param>
/// <param name="Lists">The precomputed lists, and what was folded into them since.</param>
/// <param name="Bytes">Size of the whole model on disk.</param>
public sealed record ServedModel(string Version, ModelManifest Manifest, RelatedLists Lists, long Bytes);
