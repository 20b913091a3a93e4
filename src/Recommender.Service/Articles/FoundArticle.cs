namespace Recommender.Service.Articles;

/// <summary>A search result.</summary>
public sealed record FoundArticle
{
    public required string Key { get; init; }

    public required string SourceId { get; init; }

    public required string Title { get; init; }

    public string? Url { get; init; }

    public string? Section { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Withdrawn { get; init; }
}
