using Recommender.Service.Blocks;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>An article of the model's own list.</summary>
/// <param name="Item">The article and its score.</param>
/// <param name="Reasons">Why the model has it there.</param>
/// <param name="Place">Its place in the block; null where it has none.</param>
/// <param name="Excluded">The block's own rule that keeps it out; null where there is none.</param>
public sealed record Candidate(BlockItem Item, IReadOnlyList<string> Reasons, int? Place, Rule? Excluded);
