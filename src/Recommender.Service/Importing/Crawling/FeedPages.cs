using System.Globalization;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Crawling;

/// <summary>
/// The articles of a feed that gives only the beginning of each: their pages are fetched after the feed. The feed keeps id, title and date;
/// the page gives text, links, picture and section.
/// </summary>
internal sealed class FeedPages(SiteMemory memory, PageReader pages, ArticleStore articles, SourceLook look, Uri site, TimeProvider clock)
{
    // Characters. A feed whose median is above gives whole articles.
    private const int Short = 700;

    // Below this share of short items, short articles are just short.
    private const double Many = 0.5;
    private const int MaxWaiting = 5_000;
    private const int MaxVain = 5;

    private static readonly string[] Endings =
        ["...", "…", "[…]", "[...]", "(…)", "»", "→", "read more", "continue reading", "weiterlesen", "mehr lesen", "lire la suite",
            "en savoir plus", "leer más", "seguir leyendo", "leia mais", "continue lendo", "leggi tutto", "continua a leggere",
            "lees verder", "läs mer", "les mer", "læs mere", "lue lisää", "czytaj dalej", "więcej", "číst dál", "читать далее",
            "читать дальше", "подробнее", "続きを読む", "阅读全文", "閱讀全文", "더 보기", "devamını oku"];

    private readonly List<(Article Article, string Hash)> _waiting = [];

    /// <summary>Number of items in the feed.</summary>
    public int Items { get; private set; }

    /// <summary>Prepares a batch of the feed's items.</summary>
    public async Task<IReadOnlyList<ReadItem>> AdjustAsync(IReadOnlyList<ReadItem> batch, CancellationToken cancel)
    {
        Items += batch.Count;
        var own = batch.Where(item => item.Article is not null && PageOf(item.Article) is not null).ToList();
        var isTeasers = own.Count > 0 && own.Count(item => IsTeaser(item.Article!)) >= Many * own.Count;
        var (adjusted, looks) = (new List<ReadItem>(batch.Count), new List<PageLook>());
        foreach (var item in batch)
        {
            adjusted.Add(item.Article is { } article && PageOf(article) is { } page
                ? item with { Article = await AdjustAsync(memory.WithKnownId(article), page, isTeasers, looks, cancel) }
                : item);
        }

        // Before the articles: one that cannot be stored is not remembered as shown, and read again.
        await memory.RememberAsync(looks, cancel);

        return adjusted;
    }

    /// <summary>The completed articles; each is stored before the next is fetched.</summary>
    public async IAsyncEnumerable<SourceDocument> CompleteAsync(
        Func<bool> isOver, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var (vain, began, done) = (0, clock.GetTimestamp(), 0);
        foreach (var (article, hash) in _waiting)
        {
            if (isOver() || pages.HasGivenUp || vain >= MaxVain)
            {
                look.PagesLeft += vain >= MaxVain ? 0 : _waiting.Count - done;
                break;
            }

            var page = PageOf(article)!;
            var read = await pages.ReadAsync(new SitemapEntry(page, IsSitemap: false), isKnown: false, cancel);
            done++;
            look.OnPages?.Invoke(done, _waiting.Count, clock.GetElapsedTime(began) / done * (_waiting.Count - done));
            var found = read?.Item?.Article;
            var hasMore = found is not null && found.Text.Length > (1.2 * article.Text.Length) + 50;
            vain = hasMore || read is null ? 0 : vain + 1;
            if (hasMore)
            {
                var item = read!.Item! with { Article = Merge(article, found!) };
                yield return new SourceDocument(new SourceContent(page.AbsoluteUri, ""), new DocumentFacts())
                {
                    IsIndependent = true, Built = [item], IsCompletion = true,
                };
            }

            if (read is not null)
            {
                await pages.RememberAsync([read], cancel);
                await memory.RememberAsync(
                    [new PageLook(page.AbsoluteUri) { Facts = read.Facts, SourceId = article.SourceId, Teaser = hash }], cancel);
            }
        }

        if (done > 0)
        {
            look.Notes.Add(string.Create(
                CultureInfo.InvariantCulture, $"the feed holds only the beginning of its articles; the pages of {done} were read as well"));
        }
    }

    /// <summary>A feed's article with what its page says.</summary>
    public static Article Merge(Article feed, Article page) => feed with
    {
        Text = page.Text,
        Spans = page.Spans,
        Summary = feed.Summary ?? page.Summary,
        Image = page.Image ?? feed.Image,
        Author = feed.Author ?? page.Author,
        Section = page.Section ?? feed.Section,
        Tags = feed.Tags.Count > 0 ? feed.Tags : page.Tags,
        Language = feed.Language ?? page.Language,
        Published = feed.Published ?? page.Published,
        Updated = feed.Updated ?? page.Updated,
        Access = page.Access ?? feed.Access,
    };

    private async Task<Article> AdjustAsync(
        Article article, Uri page, bool isTeasers, List<PageLook> looks, CancellationToken cancel)
    {
        memory.InFeed.Add(UrlKey.Of(page.AbsoluteUri)!);
        memory.Folders.Add(PageAddress.Of(page).Folder);
        var known = memory.Find(page);
        if (!isTeasers || !IsTeaser(article))
        {
            if (known is not { Teaser: PageLook.Whole, Reason: null })
            {
                looks.Add((known ?? new PageLook("")) with
                {
                    Url = page.AbsoluteUri, SourceId = article.SourceId, Teaser = PageLook.Whole, Reason = null,
                });
            }

            return article;
        }

        var hash = ContentHash.Of(article);
        var stored = known is { Teaser.Length: > 0 } ? await articles.FindAsync(look.Site, article.Key, cancel) : null;
        if (known?.Teaser != hash || stored is not { Withdrawn: null } || look.Options.Full)
        {
            if (_waiting.Count < MaxWaiting)
            {
                _waiting.Add((article, hash));
                look.Beginnings[article.SourceId] = article;
            }
        }

        // The beginning must not replace the whole text that is there.
        return stored is { Withdrawn: null } && stored.Text.Length > article.Text.Length ? Merge(article, stored) : article;
    }

    private Uri? PageOf(Article article) => WebUrl.Parse(article.Url) is { } url && SameSite.Are(url, site) ? url : null;

    private static bool IsTeaser(Article article) => article.Text.Length < Short || Endings.Any(
        ending => article.Text.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
