namespace Recommender.Service.Articles;

/// <summary>What a site says of one of its articles.</summary>
/// <param name="SourceId">The site's own id of the article.</param>
/// <param name="Article">The article as it is now, with that id; null: it is withdrawn.</param>
/// <param name="SentAt">When it was so. Ignored where something later was pushed already; null: now, whatever was pushed before.</param>
public sealed record ArticlePush(string SourceId, Article? Article, DateTimeOffset? SentAt = null);
