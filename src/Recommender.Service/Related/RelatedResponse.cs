using System.ComponentModel;
using System.Text.Json.Serialization;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
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
        // A pin or a lock may want an article that readers may not see: they do not learn of it.
        LeftOut = explanations is null
            ? null
            : [.. block.LeftOut.Where(left => left.Reason != LeftOutReason.NotStanding).Select(LeftOutItem.Of)],
    };
}
