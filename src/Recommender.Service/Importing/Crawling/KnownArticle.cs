namespace Recommender.Service.Importing.Crawling;

/// <summary>An article in the store that a source has brought.</summary>
internal sealed record KnownArticle(string SourceId, string? UrlKey, bool IsShown);
