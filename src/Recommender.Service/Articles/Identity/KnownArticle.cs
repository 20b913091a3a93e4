namespace Recommender.Service.Articles.Identity;

/// <summary>What tells a stored article from others.</summary>
internal sealed class KnownArticle
{
    public required string Key { get; init; }

    public required string SourceId { get; init; }

    public string? Url { get; init; }

    public string? UrlKey { get; init; }

    public required string Title { get; init; }

    /// <summary>As stored: nothing is parsed for articles that are known by their id.</summary>
    public string? Published { get; init; }

    public string? Withdrawn { get; init; }
}
