namespace Recommender.Service.Articles;

/// <summary>What decides whether an article that arrives is a change.</summary>
internal sealed class StoredArticle
{
    public required string Key { get; init; }

    public required string ContentHash { get; init; }

    public required string Title { get; init; }

    public string? UrlKey { get; init; }

    public string? Withdrawn { get; init; }

    public string? Pushed { get; init; }
}
