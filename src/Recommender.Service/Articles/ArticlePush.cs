namespace Recommender.Service.Articles;

/// <summary>One pushed change of an article.</summary>
/// <param name="SourceId">The site's own id of the article.</param>
/// <param name="Article">The article's new content, with that id; null if it is withdrawn.</param>
/// <param name="SentAt">When the change was made. A change older than the last push is ignored; null: now, always applied.</param>
public sealed record ArticlePush(string SourceId, Article? Article, DateTimeOffset? SentAt = null);
