using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Recommender.Service.Related.Explaining;

namespace Recommender.Service.Related;

/// <summary>The related block of a page.</summary>
public sealed record RelatedResponse
{
    [Description("The page's article; null where it is unknown and fallback=true asked for the newest articles.")]
    public required PageArticle? Article { get; init; }

    [Description("Version of the model that ranked; null where the site has none yet.")]
    public required string? Model { get; init; }

    [Description("The block, in order.")]
    public required IReadOnlyList<RelatedItem> Items { get; init; }

    /// <param name="snapshot">The site as the block was built from it.</param>
    /// <param name="article">The page's card; -1 where it is unknown.</param>
    /// <param name="items">The block.</param>
    /// <param name="explanations">One an item; null where none are asked for.</param>
    public static RelatedResponse Of(
        SiteSnapshot snapshot, int article, IEnumerable<BlockItem> items, IReadOnlyList<ItemExplanation>? explanations = null) => new()
    {
        Article = article < 0 ? null : PageArticle.Of(snapshot.Articles[article]),
        Model = snapshot.Model?.Version,
        Items = explanations is null
            ? [.. items.Select(RelatedItem.Of)]
            : [.. items.Zip(explanations, (item, explanation) => RelatedItem.Of(item) with { Explanation = explanation })],
    };
}

/// <summary>The article that a block belongs to.</summary>
public sealed record PageArticle(
    [property: Description("Short URL-safe key.")] string Key,
    [property: Description("The source's own id.")] string SourceId,
    string? Url,
    string Title)
{
    public static PageArticle Of(ArticleCard card) => new(card.Key, card.SourceId, card.Url, card.Title);
}

/// <summary>An article in a block.</summary>
public sealed record RelatedItem
{
    [Description("Short URL-safe key.")]
    public required string Key { get; init; }

    [Description("The source's own id.")]
    public required string Id { get; init; }

    public required string? Url { get; init; }

    public required string Title { get; init; }

    public required string? Summary { get; init; }

    [Description("Absolute URL of the main image.")]
    public required string? Image { get; init; }

    public required string? Section { get; init; }

    public required string? Author { get; init; }

    [Description("UTC.")]
    public required DateTime? Published { get; init; }

    [Description("Relatedness from 0 to 1; null for a fallback.")]
    public required double? Score { get; init; }

    [Description("Who picked it.")]
    public required BlockSource Source { get; init; }

    [Description("Why it stands there; only where explain=true asks for it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ItemExplanation? Explanation { get; init; }

    public static RelatedItem Of(BlockItem item) => new()
    {
        Key = item.Card.Key, Id = item.Card.SourceId, Url = item.Card.Url, Title = item.Card.Title, Summary = item.Card.Summary,
        Image = item.Card.Image, Section = item.Card.Section, Author = item.Card.Author, Published = item.Card.PublishedOrNull?.UtcDateTime,
        Score = item.Score is { } score ? Math.Round(score, 4) : null, Source = item.Source,
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RelatedResponse))]
[JsonSerializable(typeof(ArticleResponse))]
internal sealed partial class RelatedJson : JsonSerializerContext
{
    /// <summary>Letters of all languages as they are; what HTML gives a meaning to stays escaped.</summary>
    public static RelatedJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter<BlockSource>(JsonNamingPolicy.CamelCase) },
    });
}
