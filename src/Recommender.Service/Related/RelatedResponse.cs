using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Recommender.Service.Related.Explaining;
using Recommender.Service.Rules;

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

    [Description("True where editors want no block on this page; absent where it may have one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoBlock { get; init; }

    [Description("The block's heading, where editors set one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Heading { get; init; }

    [Description("The language of heading and dates, a BCP 47 tag, where editors set one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Language { get; init; }

    [Description("How dates are shown, a .NET date format, where editors set one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DateFormat { get; init; }

    [Description("The rule by which there is no block; only where explain=true asks for it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuleExplanation? NoBlockRule { get; init; }

    [Description("What rules, or the lack of a place, kept out of the block; only where explain=true asks for it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LeftOutItem>? LeftOut { get; init; }

    /// <param name="snapshot">The site as the block was built from it.</param>
    /// <param name="article">The page's card; -1 where it is unknown.</param>
    /// <param name="block">The block.</param>
    /// <param name="explanations">One an item; null where none are asked for.</param>
    public static RelatedResponse Of(
        SiteSnapshot snapshot, int article, Block block, IReadOnlyList<ItemExplanation>? explanations = null) => new()
    {
        Article = article < 0 ? null : PageArticle.Of(snapshot.Articles[article]),
        Model = snapshot.Model?.Version,
        Items = explanations is null
            ? [.. block.Items.Select(RelatedItem.Of)]
            : [.. block.Items.Zip(explanations, (item, explanation) => RelatedItem.Of(item) with { Explanation = explanation })],
        NoBlock = block.NoBlock is not null,
        Heading = block.Presentation.Heading,
        Language = block.Presentation.Language,
        DateFormat = block.Presentation.DateFormat,
        NoBlockRule = explanations is null || block.NoBlock is null ? null : RuleExplanation.Of(block.NoBlock),
        LeftOut = explanations is null ? null : [.. block.LeftOut.Select(LeftOutItem.Of)],
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

    [Description("Words beside the title, where editors set some.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Label { get; init; }

    [Description("Relatedness from 0 to 1, whatever rules made of its place; null where the model did not pick it.")]
    public required double? Score { get; init; }

    [Description("Who picked it: an editor for this place, an editor who locked the block, the model, or nobody: it is among the newest.")]
    public required BlockSource Source { get; init; }

    [Description("Why it stands there; only where explain=true asks for it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ItemExplanation? Explanation { get; init; }

    public static RelatedItem Of(BlockItem item) => new()
    {
        Key = item.Card.Key, Id = item.Card.SourceId, Url = item.Card.Url, Title = item.Title, Summary = item.Card.Summary,
        Image = item.Image, Label = item.Presentation?.Label, Section = item.Card.Section, Author = item.Card.Author, Published = item.Card.PublishedOrNull?.UtcDateTime,
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
        Converters =
        {
            new JsonStringEnumConverter<BlockSource>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<LeftOutReason>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<RuleKind>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<RuleScope>(JsonNamingPolicy.CamelCase),
        },
    });
}
