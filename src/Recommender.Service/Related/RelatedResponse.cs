using System.ComponentModel;
using System.Text.Json.Serialization;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Related.Explaining;

namespace Recommender.Service.Related;

/// <summary>The related block of a page.</summary>
public sealed record RelatedResponse
{
    [Description("The page's article; null if it is unknown and fallback=true requested the newest articles.")]
    public required PageArticle? Article { get; init; }

    [Description("Version of the ranking model; null if the site has none yet.")]
    public required string? Model { get; init; }

    [Description("The block, in order.")]
    public required IReadOnlyList<RelatedItem> Items { get; init; }

    [Description("True if editors want no block on this page; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoBlock { get; init; }

    [Description("The block's heading, if editors or the site set one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Heading { get; init; }

    [Description("The language of heading and dates, a BCP 47 tag, if editors set one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Language { get; init; }

    [Description("The format of dates, a .NET date format, if editors set one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DateFormat { get; init; }

    [Description("The rule that suppresses the block; only with explain=true.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuleExplanation? NoBlockRule { get; init; }

    [Description("Articles kept out of the block by rules or because all slots were taken; only with explain=true.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LeftOutItem>? LeftOut { get; init; }

    /// <param name="snapshot">The snapshot from which the block was built.</param>
    /// <param name="article">The page's card; -1 if unknown.</param>
    /// <param name="explanations">One per item; null if none are requested.</param>
    public static RelatedResponse Of(
        SiteSnapshot snapshot, int article, Block block, IReadOnlyList<ItemExplanation>? explanations = null) => new()
    {
        Article = article < 0 ? null : PageArticle.Of(snapshot.Articles[article]),
        Model = snapshot.Model?.Version,
        Items = explanations is null
            ? [.. block.Items.Select(RelatedItem.Of)]
            : [.. block.Items.Zip(explanations, (item, explanation) => RelatedItem.Of(item) with { Explanation = explanation })],
        NoBlock = block.NoBlock is not null,
        Heading = block.Presentation.Heading ?? block.SiteHeading,
        Language = block.Presentation.Language,
        DateFormat = block.Presentation.DateFormat,
        NoBlockRule = explanations is null || block.NoBlock is null ? null : RuleExplanation.Of(block.NoBlock),
        // A pin or a lock may want an article that readers may not see: they do not learn of it.
        LeftOut = explanations is null
            ? null
            : [.. block.LeftOut.Where(left => left.Reason != LeftOutReason.NotPublic).Select(LeftOutItem.Of)],
    };
}
