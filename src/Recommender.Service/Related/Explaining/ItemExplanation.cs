using System.ComponentModel;
using System.Text.Json.Serialization;
using Recommender.Engine.Explaining;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Related.Explaining;

/// <summary>Why an article stands in a block.</summary>
public sealed record ItemExplanation
{
    [Description("The reasons in words; never empty.")]
    public required IReadOnlyList<string> Reasons { get; init; }

    [Description("Position in the model's list by what it learned from links, from 1; null where nothing is learned, and for a fallback, a pin and a lock.")]
    public int? LearnedPosition { get; init; }

    [Description("Position by likeness alone, among all candidates, from 1; null for a fallback, a pin and a lock.")]
    public int? UnlearnedPosition { get; init; }

    [Description("Words that both texts use, as the page writes them, with what each adds to the cosine of the two.")]
    public IReadOnlyList<WeighedWord> Words { get; init; } = [];

    [Description("Capitalised phrases of both texts, likewise.")]
    public IReadOnlyList<WeighedWord> Names { get; init; } = [];

    [Description("Tags of both; the weight is 0 for a tag that came after training.")]
    public IReadOnlyList<WeighedWord> Tags { get; init; } = [];

    [Description("Null for a fallback, a pin and a lock.")]
    public Likeness? Likeness { get; init; }

    [Description("Null for a fallback, a pin and a lock.")]
    public LinksBetween? Links { get; init; }

    [Description("Days from the page's publication to the item's, below 0 where the item is older; null where a date is unknown, and for a fallback, a pin and a lock.")]
    public double? DaysLater { get; init; }

    [Description("The editors' rules that touched it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RuleExplanation>? Rules { get; init; }

    /// <summary>Of an article that an editor put there; its rules are the reason.</summary>
    public static ItemExplanation OfEditor { get; } = new() { Reasons = [] };

    /// <summary>The same with the rules that touched the article, which come first among the reasons.</summary>
    public ItemExplanation After(IReadOnlyList<RuleTouch> touches) => touches.Count == 0 ? this : this with
    {
        Reasons = [.. touches.Select(RuleTouchWords.Of), .. Reasons],
        Rules = [.. touches.Select(RuleExplanation.Of)],
    };

    /// <summary>Of an article that the model picked.</summary>
    /// <param name="card">The article.</param>
    /// <param name="reasons">What the engine says of it.</param>
    /// <param name="position">In the page's list, and in the unlearned order; 0 where unknown.</param>
    /// <param name="isLearned">Whether the list's order is a learned one.</param>
    public static ItemExplanation OfRanked(ArticleCard card, PairReasons reasons, (int Listed, int Unlearned) position, bool isLearned)
    {
        var explanation = new ItemExplanation
        {
            Reasons = [],
            LearnedPosition = isLearned && position.Listed > 0 ? position.Listed : null,
            UnlearnedPosition = position.Unlearned > 0 ? position.Unlearned : null,
            Words = [.. reasons.Terms.Select(WeighedWord.Of)],
            Names = [.. reasons.Names.Select(WeighedWord.Of)],
            Tags = [.. reasons.Tags.Select(WeighedWord.Of)],
            Likeness = Likeness.Of(reasons.Similarity),
            Links = LinksBetween.Of(reasons.Links),
            DaysLater = reasons.Later is { } later ? Math.Round(later.TotalDays, 2) : null,
        };
        return explanation with { Reasons = [.. ReasonWords.OfRanked(card, explanation, reasons)] };
    }

    /// <summary>Of an article that only its date, or its readers, put there.</summary>
    /// <param name="item">The article.</param>
    /// <param name="section">The page's section, null where it has none or the page is unknown.</param>
    public static ItemExplanation OfFallback(BlockItem item, string? section) =>
        new() { Reasons = [item.IsMostRead ? ReasonWords.OfMostRead : ReasonWords.OfNewest(item.Card, section)] };
}

/// <summary>Links between page and item, and to them.</summary>
public sealed record LinksBetween(
    [property: Description("The page links to the item.")] bool FromPage,
    [property: Description("The item links to the page.")] bool ToPage,
    [property: Description("Articles that linked to both when the model was trained.")] int ToBoth,
    [property: Description("Articles other than the page that linked to the item when the model was trained.")] int ToItem)
{
    public static LinksBetween Of(in PairLinks links) => new(links.FromPage, links.ToPage, links.ToBoth, links.ToItem);
}
