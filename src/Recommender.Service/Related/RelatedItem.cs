using System.ComponentModel;
using System.Text.Json.Serialization;
using Recommender.Service.Blocks;
using Recommender.Service.Related.Explaining;

namespace Recommender.Service.Related;

/// <summary>An article in a block.</summary>
public sealed record RelatedItem
{
    [Description("Short URL-safe key.")]
    public required string Key { get; init; }

    [Description("The article's id in its source.")]
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

    [Description("Text beside the title, if editors set one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Label { get; init; }

    [Description("Relatedness from 0 to 1, before rules; null if the model did not pick the article.")]
    public required double? Score { get; init; }

    [Description("What placed it: a pin for this slot, a lock of the block, the model, or the fallback.")]
    public required BlockSource Source { get; init; }

    [Description("Why the article is in the block; only with explain=true.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ItemExplanation? Explanation { get; init; }

    public static RelatedItem Of(BlockItem item) => new()
    {
        Key = item.Card.Key, Id = item.Card.SourceId, Url = item.Card.Url, Title = item.Title, Summary = item.Card.Summary,
        Image = item.Image, Label = item.Presentation?.Label,
        Section = item.Card.Section, Author = item.Card.Author, Published = item.Card.PublishedOrNull?.UtcDateTime,
        Score = item.Score is { } score ? Math.Round(score, 4) : null, Source = item.Source,
    };
}
