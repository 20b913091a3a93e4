using Recommender.Service.Blocks;

namespace Recommender.Service.Desk.Editing;

/// <summary>A block that stood once.</summary>
/// <param name="Items">What stood in it.</param>
/// <param name="Reasons">Why, of each.</param>
/// <param name="Notes">What it is put together from.</param>
public sealed record PastBlock(IReadOnlyList<BlockItem> Items, IReadOnlyList<IReadOnlyList<string>> Reasons, IReadOnlyList<string> Notes);
