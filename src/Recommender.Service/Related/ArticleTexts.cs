using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;

namespace Recommender.Service.Related;

/// <summary>Reads articles for clients of the public API, who see as much of them as their role allows.</summary>
internal sealed class ArticleTexts(ArticleStore articles, SiteArticleOptions options, TimeProvider clock)
{
    public async Task<Reading> ForAsync(HttpContext http, SiteSnapshot snapshot) => await OptionalRole.IsHeldAsync(http)
        ? new Reading(articles, snapshot.Site, VisibleArticles.ToEditors(snapshot.Articles), true)
        : new Reading(articles, snapshot.Site, VisibleArticles.ToReaders(snapshot.Articles, clock.GetUtcNow()),
            options.Of(snapshot.Site).PublicText);

    /// <param name="Visible">The articles that the client may see.</param>
    /// <param name="WithText">Whether the client gets the texts that it may see.</param>
    internal sealed record Reading(ArticleStore Articles, string Site, VisibleArticles Visible, bool WithText)
    {
        /// <param name="card">The card's index; -1 for none.</param>
        /// <returns>Null if the client may not see the article.</returns>
        public async Task<ArticleResponse?> ReadAsync(int card, CancellationToken cancel) =>
            card >= 0 && await Articles.FindAsync(Site, Visible[card].Key, cancel) is { } article && Visible.Shows(article)
                ? ArticleResponse.Of(article, Visible[card].Access, Visible, WithText && Visible.ShowsText(card))
                : null;
    }
}
