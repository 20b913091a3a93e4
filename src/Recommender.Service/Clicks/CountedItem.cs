using Recommender.Service.Blocks;

namespace Recommender.Service.Clicks;

/// <summary>An item of a beacon that counts, with the store's own words: nothing from the request is kept.</summary>
/// <param name="Slot">Its slot in the block, from 1.</param>
/// <param name="Article">Key of the article.</param>
/// <param name="Source">What placed it.</param>
/// <param name="Model">Version of the model behind the block; empty if there was none, or the page did not name it.</param>
internal readonly record struct CountedItem(int Slot, string Article, BlockSource Source, string Model);
