using Recommender.Service.Blocks;

namespace Recommender.Service.Clicks;

/// <summary>Identifies one count.</summary>
/// <param name="Day">In the site's time zone.</param>
/// <param name="Page">Key of the page's article.</param>
/// <param name="Article">Key of the article shown in the block.</param>
/// <param name="Slot">Its slot in the block, from 1.</param>
/// <param name="Model">Version of the model that ranked the block; empty if none did, or if the store does not know the version.</param>
/// <param name="Source">What placed the article.</param>
public readonly record struct ClickKey(string Site, DateOnly Day, string Page, string Article, int Slot, string Model, BlockSource Source);
