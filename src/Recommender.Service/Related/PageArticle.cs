using System.ComponentModel;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Related;

/// <summary>The article that a block belongs to.</summary>
public sealed record PageArticle(
    [property: Description("Short URL-safe key.")] string Key,
    [property: Description("The article's id in its source.")] string SourceId,
    string? Url,
    string Title)
{
    public static PageArticle Of(ArticleCard card) => new(card.Key, card.SourceId, card.Url, card.Title);
}
