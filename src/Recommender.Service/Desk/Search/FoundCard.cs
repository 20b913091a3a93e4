namespace Recommender.Service.Desk.Search;

/// <summary>An article that was found.</summary>
/// <param name="Card">Its card; -1 if the snapshot does not have it yet.</param>
/// <param name="Key">Its key.</param>
internal readonly record struct FoundCard(int Card, string Key);
