using Recommender.Service.Articles;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>
/// Finds the articles of a site that the client may see. A hidden article is not found, as if it did not exist. Everything that a request
/// names is looked up here; blocks leave out hidden articles by the same rule, <see cref="ArticleCard.StandsAt"/>.
/// </summary>
public sealed class VisibleArticles
{
    private readonly ArticleIndex _articles;
    private readonly DateTime _until;

    private VisibleArticles(ArticleIndex articles, DateTime until) => (_articles, _until) = (articles, until);

    /// <summary>For readers: articles that are neither withdrawn nor dated after <paramref name="now"/>.</summary>
    public static VisibleArticles ToReaders(ArticleIndex articles, DateTimeOffset now) => new(articles, now.UtcDateTime);

    /// <summary>For people with a role: also articles dated in the future.</summary>
    public static VisibleArticles ToEditors(ArticleIndex articles) => new(articles, DateTime.MaxValue);

    public ArticleCard this[int card] => _articles[card];

    /// <returns>The card's index, or -1.</returns>
    public int FindByKey(string key) => OrNone(_articles.FindByKey(key));

    /// <returns>The index of the card with the source's id, or -1.</returns>
    public int FindBySourceId(string id) => OrNone(_articles.FindBySourceId(id));

    /// <returns>The index of the newest visible card with that URL in any spelling, or -1.</returns>
    public int FindByUrl(string url) => _articles.FindByUrl(url, _until);

    /// <summary>Whether an article that was read from the store is visible: it may have changed since the cards were read.</summary>
    public bool Shows(Article article) => article.Withdrawn is null && !(article.Published?.UtcDateTime > _until);

    private int OrNone(int card) => card >= 0 && _articles[card].StandsAt(_until) ? card : -1;
}
