using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Fetching;

/// <summary>
/// Sources on the web: a feed with all its pages, a sitemap with its pages, a web page, or a site in which to find one of these.
/// </summary>
public sealed class WebSources(Fetcher fetcher, FetchStateStore states, IOptions<FetchOptions> options, TimeProvider clock)
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
        var url = Paging.First(source);
        var fetched = await FetchAsync(url, look, _options.MaxFeedBytes, cancel);
        if (fetched.Content?.Format == SourceFormat.Html)
        {
            var found = await new SiteDiscovery(fetcher, _options, look.Reading).FindAsync(fetched.Content, cancel);
            if (found is null)
            {
                look.IsPartial = true;
                Remember(fetched, look);
                yield return Document(fetched.Content);
                yield break;
            }

            fetched.Content.Dispose();
            look.Notes.Add($"{source}: reading {found}");
            url = Paging.First(found);
            fetched = await FetchAsync(url, look, _options.MaxFeedBytes, cancel);
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

        var documents = fetched.Content?.Format == SourceFormat.Sitemap
            ? SitemapAsync(fetched.Content, look, cancel) : FeedAsync(url, fetched, look, cancel);
        await foreach (var document in documents)
        {
            yield return document;
        }
    }

    private async IAsyncEnumerable<SourceDocument> FeedAsync(
        Uri url, Fetched fetched, SourceLook look, [EnumeratorCancellation] CancellationToken cancel)
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

            var document = Document(fetched.Content);
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
        SourceContent sitemap, SourceLook look, [EnumeratorCancellation] CancellationToken cancel)
    {
        var pages = await PagesAsync(sitemap, look, cancel);
        foreach (var page in pages)
        {
            var before = look.States.Count;
            Fetched fetched;
            SourceFormat? format;
            try
            {
                fetched = await FetchAsync(page, look, _options.MaxPageBytes, cancel);
                format = fetched.Content?.Format;
            }
            catch (ImportException e)
            {
                // A failure of one page is reported, and the rest continues.
                look.Notes.Add(e.Message);
                look.IsIncomplete = true;
                continue;
            }

            if (fetched.Content is null)
            {
                look.IsIncomplete = true;
                continue;
            }

            if (format != SourceFormat.Html)
            {
                look.Notes.Add($"{page}: is not an HTML page");
                fetched.Content.Dispose();
                continue;
            }

            var document = new SourceDocument(fetched.Content, new DocumentFacts()) { IsIndependent = true };
            yield return document;
            if (document.IsWhole)
            {
                Remember(fetched, look);
                await states.SaveAsync(look.Site, look.States.Skip(before), cancel);
            }

            await Task.Delay(_options.PageDelay, clock, cancel);
        }
    }

    /// <summary>The pages of a sitemap on this machine.</summary>
    internal IAsyncEnumerable<SourceDocument> OpenSitemapAsync(SourceContent sitemap, SourceLook look, CancellationToken cancel) =>
        SitemapAsync(sitemap, look, cancel);

    private async Task<List<Uri>> PagesAsync(SourceContent first, SourceLook look, CancellationToken cancel)
    {
        var found = new SitemapTree(_options);
        using (first)
        {
            Collect(first, 0, found, look, cancel);
        }

        while (found.Next() is var (url, depth))
        {
            try
            {
                using var sitemap = (await fetcher.GetAsync(url, _options.MaxFeedBytes, null, cancel)).Content!;
                Collect(sitemap, depth, found, look, cancel);
            }
            catch (ImportException e)
            {
                look.Notes.Add(e.Message);
                look.IsIncomplete = true;
            }
        }

        look.Notes.AddRange(found.Excesses.Select(excess => $"{first.Name}: {excess}"));
        look.IsIncomplete |= found.Excesses.Any();
        return found.Pages;
    }

    private static void Collect(SourceContent sitemap, int depth, SitemapTree found, SourceLook look, CancellationToken cancel)
    {
        try
        {
            sitemap.Cancel = cancel;
            // The rest of a file is not read if nothing of it would be used.
            foreach (var (url, isSitemap) in SitemapPages.Read(sitemap).TakeWhile(_ => !found.IsFull))
            {
                found.Add(url, isSitemap, depth);
            }
        }
        catch (Exception e) when (SourceFailure.Is(e, cancel))
        {
            look.Notes.Add(SourceFailure.Of(sitemap.Name, e).Message);
            look.IsIncomplete = true;
        }
    }

    private async Task<Fetched> FetchAsync(Uri url, SourceLook look, long maxBytes, CancellationToken cancel) =>
        await fetcher.GetAsync(url, maxBytes, look.Full ? null : await states.FindAsync(look.Site, url.AbsoluteUri, cancel), cancel);

    private static void Remember(Fetched fetched, SourceLook look)
    {
        if (fetched.State is not null)
        {
            look.States.Add(fetched.State);
        }
    }

    private static SourceDocument Document(SourceContent content) => new(content, new DocumentFacts());
}
