using Recommender.Service.Blocks;

namespace Recommender.Service.Desk.Editing;

/// <summary>A block at a past moment.</summary>
/// <param name="Items">Its articles.</param>
/// <param name="Reasons">Why each of them was shown.</param>
/// <param name="Notes">What the block is made of.</param>
public sealed record PastBlock(IReadOnlyList<BlockItem> Items, IReadOnlyList<IReadOnlyList<string>> Reasons, IReadOnlyList<string> Notes);
