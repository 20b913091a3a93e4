namespace Recommender.Service.Articles;

/// <summary>An article as its source provided it: one page of the site, cleaned to plain text.</summary>
public sealed record Article
{
    /// <summary>
    /// The source's own id (guid, atom:id, post id); otherwise the canonical URL; otherwise a hash. Unique within a site. In the store it
    /// is the id under which the article was first seen, and stays; see <see cref="OtherIds"/>.
    /// </summary>
    public required string SourceId { get; init; }

    /// <summary>Short URL-safe key derived from <see cref="SourceId"/>, used in routes and records.</summary>
    public string Key => ArticleKey.Of(SourceId);

    /// <summary>Further ids under which its sources have it, which the store does not know yet.</summary>
    public IReadOnlyList<string> OtherIds { get; init; } = [];

    /// <summary>Further addresses under which its sources have it now.</summary>
    public IReadOnlyList<string> OtherUrls { get; init; } = [];

    /// <summary>Canonical absolute http(s) URL; null if the source has none.</summary>
    public string? Url { get; init; }

    /// <summary>Absolute http(s) URLs that the article had before, as its source states. Not read back from the store.</summary>
    public IReadOnlyList<string> FormerUrls { get; init; } = [];

    /// <summary>Plain text, never empty: an article without a title gets its first words.</summary>
    public required string Title { get; init; }

    /// <summary>Plain text of the body. Blocks (paragraphs, headings, list items) are separated by one '\n'.</summary>
    public required string Text { get; init; }

    /// <summary>Markup of ranges of <see cref="Text"/>, ordered by start.</summary>
    public IReadOnlyList<TextSpan> Spans { get; init; } = [];

    public string? Summary { get; init; }

    /// <summary>Absolute http(s) URL of the main image.</summary>
    public string? Image { get; init; }

    /// <summary>Width of the main image in pixels, as the source states it; null if it does not.</summary>
    public int? ImageWidth { get; init; }

    /// <summary>Height of the main image in pixels, as the source states it; null if it does not.</summary>
    public int? ImageHeight { get; init; }

    public string? Author { get; init; }

    public string? Section { get; init; }

    /// <summary>Distinct, in the source's order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>ISO 639-1 code in lower case ("en"), from the source or detected; null if the text is too short for detection.</summary>
    public string? Language { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Who may read it; null if the source does not state it, and the site's settings decide.</summary>
    public ArticleAccess? Access { get; init; }

    /// <summary>When the article was withdrawn (unpublished, pruned), UTC; null if it is not withdrawn.</summary>
    public DateTimeOffset? Withdrawn { get; init; }

    /// <summary>
    /// Whether it is published at a moment: not withdrawn, hidden or dated later. <see cref="DateTime.MaxValue"/> (UTC) asks whether it
    /// exists for people with a role at the site.
    /// </summary>
    public bool IsVisibleAt(DateTime moment) =>
        Withdrawn is null && !(Published?.UtcDateTime > moment) && (Access != ArticleAccess.Hidden || moment == DateTime.MaxValue);
}
