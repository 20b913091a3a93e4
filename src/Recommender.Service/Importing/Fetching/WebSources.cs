using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Crawling;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Fetching;

/// <summary>
/// Sources on the web: a feed with all its pages, a sitemap with its pages, a web page, or a site in which to find one of these.
/// </summary>
public sealed class WebSources(
    Fetcher fetcher, FetchStateStore states, PageLookStore pageLooks, ArticleStore articles, IOptions<FetchOptions> options,
    TimeProvider clock)
{
    // All pages of a feed together may be as long as this many pages of maximum length.
    private const int FullPages = 20;

    private readonly FetchOptions _options = options.Value;

    /// <summary>
    /// The documents of a URL, each fetched on demand. The consumer reports the result of each before requesting the next.
    /// </summary>
    /// <exception cref="ImportException">The source cannot be fetched, or its format is not recognised.</exception>
    internal async IAsyncEnumerable<SourceDocument> OpenAsync(
        Uri source, SourceLook look, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (url, began) = (Paging.First(source), clock.GetTimestamp());
        Fetched fetched;
        try
        {
            fetched = await FetchAsync(url, look, _options.MaxFeedBytes, cancel);
            if (Paging.SiteOf(url) is not null && fetched.Content is { } answer && !SiteDiscovery.IsFeed(answer.FormatOrNull))
            {
                answer.Dispose();
                throw new ImportException($"{url}: answers without posts") { Data = { ["status"] = 0 } };
            }
        }
        // Security plugins close the API of many sites; their feed stays open.
        catch (ImportException e) when (Paging.SiteOf(url) is not null && e.Data["status"] is not null)
        {
            look.Notes.Add($"{e.Message}; reading the site's feed and sitemap instead");
            url = Paging.SiteOf(url)!;
            fetched = await FetchAsync(url, look, _options.MaxFeedBytes, cancel);
        }

        var crawl = new Lazy<Task<(SiteMemory Memory, PageReader Pages)>>(async () =>
            (await SiteMemory.ReadAsync(look, pageLooks, cancel), new PageReader(fetcher, states, _options, clock, look)));
        if (fetched.Content?.Format == SourceFormat.Html)
        {
            var discovery = new SiteDiscovery(fetcher, _options, look.Reading);
            var entrance = await discovery.FindAsync(fetched.Content, cancel);
            if (entrance is null)
            {
                look.IsPartial = true;
                Remember(fetched, look);
                yield return Document(fetched.Content);
                yield break;
            }

            fetched.Content.Dispose();
            await foreach (var document in SiteAsync(entrance, discovery, crawl, look, began, cancel))
            {
                yield return document;
            }

            yield break;
        }

        if (fetched.Content?.Format == SourceFormat.Zip)
        {
            Remember(fetched, look);
            foreach (var file in LocalSources.OpenZip(fetched.Content, look.Notes, cancel))
            {
                yield return new SourceDocument(file, new DocumentFacts()) { IsIndependent = true };
            }

            yield break;
        }

        if (fetched.Content?.Format is SourceFormat.Sitemap or SourceFormat.AddressList)
        {
            await foreach (var document in SitemapAsync([fetched.Content], url, crawl, look, began, cancel))
            {
                yield return document;
            }

            yield break;
        }

        await foreach (var document in FeedAndPagesAsync(url, fetched, url, crawl, look, began, cancel))
        {
            yield return document;
        }
    }

    private async IAsyncEnumerable<SourceDocument> SiteAsync(
        SiteEntrance entrance, SiteDiscovery discovery, Lazy<Task<(SiteMemory, PageReader)>> crawl, SourceLook look, long began,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var (feed, fetched) = await FirstFeedAsync(entrance.Feeds, look, cancel);
        if (feed is not null && (Paging.IsWholeArchive(feed) || !entrance.IsFront))
        {
            look.Notes.Add($"{entrance.Home}: reading {feed}");
            await foreach (var document in FeedAndPagesAsync(feed, fetched!, entrance.Home, crawl, look, began, cancel))
            {
                yield return document;
            }

            yield break;
        }

        if (feed is null && !entrance.IsFront)
        {
            throw new ImportException($"{entrance.Home}: none of the feeds that it announces can be read; specify the address of one");
        }

        var (items, isPaged) = (0, false);
        if (feed is not null)
        {
            look.Notes.Add($"{entrance.Home}: reading {feed}");
            await foreach (var document in FeedAndPagesAsync(feed, fetched!, entrance.Home, crawl, look, began, cancel))
            {
                yield return document;
                items += document.IsCompletion ? 0 : document.ItemCount;
            }

            isPaged = !look.IsPartial && !look.IsIncomplete;
        }

        var sitemaps = isPaged ? [] : await discovery.SitemapsAsync(entrance.Home, look, cancel);
        if (sitemaps.Count == 0 && feed is null)
        {
            feed = await discovery.FeedAsync(entrance.Home, cancel)
                ?? throw new ImportException($"{entrance.Home}: found neither a feed nor a sitemap; specify the address of one");
            look.Notes.Add($"{entrance.Home}: reading {feed}");
            fetched = await FetchAsync(feed, look, _options.MaxFeedBytes, cancel);
            await foreach (var document in FeedAndPagesAsync(feed, fetched, entrance.Home, crawl, look, began, cancel))
            {
                yield return document;
            }
        }
        else if (sitemaps.Count > 0)
        {
            var names = string.Join(", ", sitemaps.Take(3).Select(sitemap => sitemap.Name));
            await foreach (var document in SitemapAsync(sitemaps, entrance.Home, crawl, look, began, cancel, pages => look.Notes.Add(
                feed is null || items == 0 ? $"{entrance.Home}: reading {names}"
                : string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{entrance.Home}: the feed holds {items} of about {pages:N0}; the sitemap was read as well ({names})"))))
            {
                yield return document;
            }
        }
        else
        {
            look.Notes.Add($"{entrance.Home}: no sitemap was found, so older articles than those of the feed are not read");
        }
    }

    // The first that answers as a feed. One that has not changed counts.
    private async Task<(Uri? Url, Fetched? Fetched)> FirstFeedAsync(IReadOnlyList<Uri> feeds, SourceLook look, CancellationToken cancel)
    {
        foreach (var feed in feeds)
        {
            var url = Paging.First(feed);
            try
            {
                var fetched = await FetchAsync(url, look, _options.MaxFeedBytes, cancel);
                if (fetched.Content is null || SiteDiscovery.IsFeed(fetched.Content.FormatOrNull))
                {
                    return (url, fetched);
                }

                fetched.Content.Dispose();
                look.Notes.Add($"{feed}: is announced, but is not a feed");
            }
            catch (ImportException e)
            {
                look.Notes.Add(e.Message);
            }
        }

        return (null, null);
    }

    // A feed, then the pages behind its articles if it has only their beginnings.
    private async IAsyncEnumerable<SourceDocument> FeedAndPagesAsync(
        Uri url, Fetched fetched, Uri site, Lazy<Task<(SiteMemory Memory, PageReader Pages)>> crawl, SourceLook look, long began,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        FeedPages? pages = null;
        if (SiteDiscovery.IsFeed(fetched.Content?.FormatOrNull) && !Paging.IsWholeArchive(url))
        {
            var (memory, reader) = await crawl.Value;
            pages = new FeedPages(memory, reader, articles, look, site, clock);
        }

        await foreach (var document in FeedAsync(url, fetched, pages, look, cancel))
        {
            yield return document;
        }

        if (pages is not null)
        {
            await foreach (var document in pages.CompleteAsync(() => IsOver(look, began), cancel))
            {
                yield return document;
            }
        }
    }

    private async IAsyncEnumerable<SourceDocument> FeedAsync(
        Uri url, Fetched fetched, FeedPages? pages, SourceLook look, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (fetched.Content is null)
        {
            look.Notes.Add($"{url}: has not changed since the last import");
            look.IsIncomplete = true;
            yield break;
        }

        Remember(fetched, look);
        var seen = new HashSet<string> { url.AbsoluteUri };
        var isWhole = Paging.IsWholeArchive(url);
        var bytes = 0L;
        for (var number = 1; ; number++)
        {
            if (fetched.Content!.Format == SourceFormat.Unknown)
            {
                using var unknown = fetched.Content;
                throw DocumentItems.Unrecognised(unknown);
            }

            var document = Document(fetched.Content, pages);
            // Before the consumer deletes it.
            var size = new FileInfo(fetched.Content.File).Length;
            yield return document;
            var next = Paging.Next(url, number, document.Facts, fetched.WordPressPages, document.ItemCount);
            if (next is null)
            {
                // A feed with several pages has shown everything; one with a single page usually shows only the newest.
                look.IsPartial |= !isWhole && number == 1;
                yield break;
            }

            // The first page was read in any case; a server that ignores the page number would be asked endlessly.
            bytes += size;
            var reason = !seen.Add(next.AbsoluteUri) || (document.Fresh == 0 && number > 1) ? "its pages repeat"
                : number >= _options.MaxFeedPages ? $"there are more than {_options.MaxFeedPages} pages"
                : bytes > FullPages * _options.MaxFeedBytes
                    ? $"the pages have more than {FullPages * _options.MaxFeedBytes / 1_000_000:N0} MB"
                : null;
            if (reason is not null)
            {
                look.Notes.Add($"{next}: not read, because {reason}");
                look.IsIncomplete = true;
                yield break;
            }

            url = next;
            fetched = await fetcher.GetAsync(url, _options.MaxFeedBytes, null, cancel);
        }
    }

    private async IAsyncEnumerable<SourceDocument> SitemapAsync(
        IReadOnlyList<SourceContent> sitemaps, Uri? site, Lazy<Task<(SiteMemory Memory, PageReader Pages)>> crawl, SourceLook look,
        long began, [EnumeratorCancellation] CancellationToken cancel, Action<int>? onFound = null)
    {
        var listed = await new SitemapReader(fetcher, _options, look).PagesAsync(sitemaps, cancel);
        onFound?.Invoke(listed.Count);
        look.IsPartial = false;
        var (memory, reader) = await crawl.Value;
        await foreach (var document in new SiteCrawl(memory, reader, look, clock).ReadAsync(
            listed, site, () => IsOver(look, began), cancel))
        {
            yield return document;
        }
    }

    /// <summary>The pages of a sitemap on this machine.</summary>
    internal IAsyncEnumerable<SourceDocument> OpenSitemapAsync(SourceContent sitemap, SourceLook look, CancellationToken cancel) =>
        SitemapAsync(
            [sitemap], null, new Lazy<Task<(SiteMemory, PageReader)>>(async () =>
                (await SiteMemory.ReadAsync(look, pageLooks, cancel), new PageReader(fetcher, states, _options, clock, look))),
            look, clock.GetTimestamp(), cancel);

    private bool IsOver(SourceLook look, long began) => look.Options.PageTime is { } time && clock.GetElapsedTime(began) >= time;

    private async Task<Fetched> FetchAsync(Uri url, SourceLook look, long maxBytes, CancellationToken cancel) =>
        await fetcher.GetAsync(url, maxBytes, look.Full ? null : await states.FindAsync(look.Site, url.AbsoluteUri, cancel), cancel);

    private static void Remember(Fetched fetched, SourceLook look)
    {
        if (fetched.State is not null)
        {
            look.States.Add(fetched.State);
        }
    }

    private static SourceDocument Document(SourceContent content, FeedPages? pages = null) =>
        new(content, new DocumentFacts()) { Adjust = pages is null ? null : pages.AdjustAsync };
}
