using System.ComponentModel;
using System.Text.Json.Serialization;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Related;

/// <summary>An article with its text and links.</summary>
public sealed record ArticleResponse
{
    [Description("Short URL-safe key.")]
    public required string Key { get; init; }

    [Description("The article's id in its source.")]
    public required string SourceId { get; init; }

    public required string? Url { get; init; }

    public required string Title { get; init; }

    public required string? Summary { get; init; }

    public required string? Image { get; init; }

    [Description("Pixels, as the source states it. Absent if it does not.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required int? ImageWidth { get; init; }

    [Description("Pixels, as the source states it. Absent if it does not.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required int? ImageHeight { get; init; }

    public required string? Author { get; init; }

    public required string? Section { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    [Description("ISO 639-1.")]
    public required string? Language { get; init; }

    [Description("UTC.")]
    public required DateTime? Published { get; init; }

    [Description("UTC.")]
    public required DateTime? Updated { get; init; }

    [Description("open; paywalled if only some readers of the site may read the text; hidden if none may.")]
    public required ArticleAccess Access { get; init; }

    [Description("Plain text, with blocks separated by line feeds. Absent if the client may not read it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Text { get; init; }

    [Description("Links from the text to other articles of the site, in text order. Absent like the text.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyList<ArticleLink>? Links { get; init; }

    /// <param name="article">The article.</param>
    /// <param name="access">Who may read it.</param>
    /// <param name="articles">Those that its links may lead to.</param>
    /// <param name="withText">Whether the client may read its text.</param>
    public static ArticleResponse Of(Article article, ArticleAccess access, VisibleArticles articles, bool withText) => new()
    {
        Key = article.Key, SourceId = article.SourceId, Url = article.Url, Title = article.Title, Summary = article.Summary,
        Image = article.Image, ImageWidth = article.ImageWidth, ImageHeight = article.ImageHeight,
        Author = article.Author, Section = article.Section, Tags = article.Tags, Language = article.Language,
        Published = article.Published?.UtcDateTime, Updated = article.Updated?.UtcDateTime,
        Access = access, Text = withText ? article.Text : null,
        Links = !withText ? null :
        [
            .. article.Spans
                .Where(span => span is { Kind: SpanKind.Link, Url: not null })
                .Select(span => (Span: span, Card: articles.FindByUrl(span.Url!)))
                .Where(link => link.Card >= 0 && articles[link.Card].Key != article.Key)
                .Select(link => ArticleLink.Of(link.Span, articles[link.Card])),
        ],
    };
}

/// <summary>A link to another article of the site.</summary>
public sealed record ArticleLink(
    [property: Description("Key of the linked article.")] string Key,
    [property: Description("Source id of the linked article.")] string Id,
    string? Url,
    string Title,
    [property: Description("Start of the anchor text in the text, in UTF-16 code units.")] int Start,
    [property: Description("Length of the anchor text; 0 for an image.")] int Length)
{
    public static ArticleLink Of(TextSpan span, ArticleCard target) =>
        new(target.Key, target.SourceId, target.Url, target.Title, span.Start, span.Length);
}
