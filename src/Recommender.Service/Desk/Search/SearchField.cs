namespace Recommender.Service.Desk.Search;

/// <summary>Where a word was found.</summary>
internal enum SearchField
{
    Title,
    Address,
    Label,
}
