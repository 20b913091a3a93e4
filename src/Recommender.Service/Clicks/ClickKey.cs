using Recommender.Service.Blocks;

namespace Recommender.Service.Clicks;

/// <summary>What one count is of.</summary>
/// <param name="Site">The site's name.</param>
/// <param name="Day">In the site's time zone.</param>
/// <param name="Page">Key of the article under which the block stands.</param>
/// <param name="Article">Key of the article that stands in it.</param>
/// <param name="Slot">Its place in the block, 1 for the first.</param>
/// <param name="Model">Version of the model that ranked; empty where none did, or one that the store does not know.</param>
/// <param name="Source">Who picked it.</param>
public readonly record struct ClickKey(string Site, DateOnly Day, string Page, string Article, int Slot, string Model, BlockSource Source);
