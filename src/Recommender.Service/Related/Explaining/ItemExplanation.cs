using System.ComponentModel;
using System.Text.Json.Serialization;
using Recommender.Engine.Explaining;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Related.Explaining;

/// <summary>Why an article is in a block.</summary>
public sealed record ItemExplanation
{
    [Description("The reasons in words; never empty.")]
    public required IReadOnlyList<string> Reasons { get; init; }

    [Description(
        "Position in the learned order of the model's list, from 1; null without a learned ranking and for a fallback, a pin or a lock.")]
    public int? LearnedPosition { get; init; }

    [Description("Position by similarity only, among all candidates, from 1; null for a fallback, a pin or a lock.")]
    public int? UnlearnedPosition { get; init; }

    [Description("Words in both texts, spelled as on the page, each with its contribution to the cosine; empty if either is not open.")]
    public IReadOnlyList<WeighedWord> Words { get; init; } = [];

    [Description("Capitalised phrases in both texts, each with its contribution to the cosine.")]
    public IReadOnlyList<WeighedWord> Names { get; init; } = [];

    [Description("Tags of both articles; the weight is 0 for a tag added after training.")]
    public IReadOnlyList<WeighedWord> Tags { get; init; } = [];

    [Description("Null for a fallback, a pin or a lock.")]
    public Likeness? Likeness { get; init; }

    [Description("Null for a fallback, a pin or a lock.")]
    public LinksBetween? Links { get; init; }

    [Description(
        "Days from the page's publication to the item's, negative if the item is older; "
        + "null if a date is unknown and for a fallback, a pin or a lock.")]
    public double? DaysLater { get; init; }

    [Description("The editors' rules that affected it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RuleExplanation>? Rules { get; init; }

    /// <summary>The explanation of an article placed by an editor; its rules are the reason.</summary>
    public static ItemExplanation OfEditor { get; } = new() { Reasons = [] };

    /// <summary>Adds the rules that affected the article as the first reasons.</summary>
    public ItemExplanation After(IReadOnlyList<RuleTouch> touches) => touches.Count == 0 ? this : this with
    {
        Reasons = [.. touches.Select(RuleWords.Of), .. Reasons],
        Rules = [.. touches.Select(RuleExplanation.Of)],
    };

    /// <summary>The explanation of an article picked by the model.</summary>
    /// <param name="reasons">The engine's evidence.</param>
    /// <param name="position">Positions in the page's list and in the unlearned order; 0 if unknown.</param>
    /// <param name="isLearned">True if the list's order is learned from links.</param>
    /// <param name="showsText">False if words and names from the texts must not be shown.</param>
    public static ItemExplanation OfRanked(
        ArticleCard card, PairReasons reasons, (int Listed, int Unlearned) position, bool isLearned, bool showsText)
    {
        var explanation = new ItemExplanation
        {
            Reasons = [],
            LearnedPosition = isLearned && position.Listed > 0 ? position.Listed : null,
            UnlearnedPosition = position.Unlearned > 0 ? position.Unlearned : null,
            Words = showsText ? [.. reasons.Terms.Select(WeighedWord.Of)] : [],
            Names = showsText ? [.. reasons.Names.Select(WeighedWord.Of)] : [],
            Tags = [.. reasons.Tags.Select(WeighedWord.Of)],
            Likeness = Likeness.Of(reasons.Similarity),
            Links = LinksBetween.Of(reasons.Links),
            DaysLater = reasons.Later is { } later ? Math.Round(later.TotalDays, 2) : null,
        };
        return explanation with { Reasons = [.. ReasonWords.OfRanked(card, explanation, reasons)] };
    }

    /// <summary>The explanation of an article chosen only by its date or its number of readers.</summary>
    /// <param name="section">The page's section; null if it has none or the page is unknown.</param>
    public static ItemExplanation OfFallback(BlockItem item, string? section) =>
        new() { Reasons = [item.IsMostRead ? ReasonWords.OfMostRead : ReasonWords.OfNewest(item.Card, section)] };
}

/// <summary>Links between page and item, and links from other articles to them.</summary>
public sealed record LinksBetween(
    [property: Description("The page links to the item.")] bool FromPage,
    [property: Description("The item links to the page.")] bool ToPage,
    [property: Description("Number of public articles that linked to both at training time.")] int ToBoth,
    [property: Description("Number of public articles other than the page that linked to the item at training time.")] int ToItem)
{
    public static LinksBetween Of(in PairLinks links) => new(links.FromPage, links.ToPage, links.ToBoth, links.ToItem);
}
