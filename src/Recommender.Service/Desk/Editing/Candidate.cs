using Recommender.Service.Blocks;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>An article of the model's own list.</summary>
/// <param name="Item">The article and its score.</param>
/// <param name="Reasons">Why the model lists it.</param>
/// <param name="Place">Its place in the block; null if it has none.</param>
/// <param name="Excluded">The block's own rule that excludes it; null if there is none.</param>
public sealed record Candidate(BlockItem Item, IReadOnlyList<string> Reasons, int? Place, Rule? Excluded);
