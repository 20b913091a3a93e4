using Recommender.Service.Blocks;

namespace Recommender.Service.Delivery;

/// <summary>What a page asked for, given or by the site's settings.</summary>
/// <param name="Limit">Number of articles.</param>
/// <param name="Fallback">Whether the block may be filled.</param>
/// <param name="Layout">The arrangement; null for the site's.</param>
/// <param name="HasHeading">True if it gave a heading of its own.</param>
public sealed record AskedLook(int Limit, bool Fallback, BlockLayout? Layout, bool HasHeading);
