using Recommender.Service.Articles;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>
/// Finds the articles of a site that the client may see. A hidden article is not found, as if it did not exist. Everything that a request
/// names is looked up here; blocks leave out hidden articles by the same rule, <see cref="ArticleCard.IsVisibleAt"/>.
/// </summary>
public sealed class VisibleArticles
{
    private readonly ArticleIndex _articles;
    private readonly DateTime _until;

    private VisibleArticles(ArticleIndex articles, DateTime until) => (_articles, _until) = (articles, until);

    /// <summary>What is published at a moment: neither withdrawn, nor hidden, nor dated after it.</summary>
    public static VisibleArticles ToReaders(ArticleIndex articles, DateTimeOffset now) => new(articles, now.UtcDateTime);

    /// <summary>Also what is hidden or dated in the future, for people with a role at the site.</summary>
    public static VisibleArticles ToEditors(ArticleIndex articles) => new(articles, DateTime.MaxValue);

    public ArticleCard this[int card] => _articles[card];

    /// <returns>The card's index, or -1.</returns>
    public int FindByKey(string key) => OrNone(_articles.FindByKey(key));

    /// <returns>The index of the card with the source's id, or -1.</returns>
    public int FindBySourceId(string id) => OrNone(_articles.FindBySourceId(id));

    /// <returns>The index of the newest visible card with that URL in any spelling, or -1.</returns>
    public int FindByUrl(string url) => _articles.FindByUrl(url, _until);

    /// <summary>Whether an article may be seen, as it is in the store: it may have changed there since the cards were read.</summary>
    public bool Shows(Article article) => article.IsVisibleAt(_until);

    /// <summary>Whether the text of a visible article, and words from it, may be seen.</summary>
    public bool ShowsText(int card) => _until == DateTime.MaxValue || _articles[card].Access == ArticleAccess.Open;

    private int OrNone(int card) => card >= 0 && _articles[card].IsVisibleAt(_until) ? card : -1;
}
