namespace Recommender.Service.Importing.Fetching;

/// <summary>The validators of a URL as the server wrote them.</summary>
public sealed record FetchState(string Url, string? ETag, string? LastModified);
