namespace Recommender.Service.Articles.Identity;

/// <summary>What tells a stored article from others.</summary>
internal sealed class KnownArticle
{
    public required string Key { get; init; }

    public required string SourceId { get; init; }

    public string? Url { get; init; }

    public string? UrlKey { get; init; }

    public required string Title { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Withdrawn { get; init; }
}
