namespace Recommender.Service.Importing.Fetching;

/// <summary>The cache validators of a URL as sent by the server.</summary>
public sealed record FetchState(string Url, string? ETag, string? LastModified);
