using Recommender.Service.Importing.Fetching;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Crawling;

/// <summary>Reads sitemaps and the sitemaps that they name. One that cannot be read is reported; the others are read.</summary>
internal sealed class SitemapReader(Fetcher fetcher, FetchOptions options, SourceLook look)
{
    // More lines would hide the others.
    private const int MaxFailures = 20;

    private int _failures;

    /// <param name="first">The sitemaps to begin with.</param>
    /// <returns>The pages that they list.</returns>
    public async Task<List<SitemapEntry>> PagesAsync(IEnumerable<SourceContent> first, CancellationToken cancel)
    {
        var found = new SitemapTree(options);
        var name = "";
        foreach (var content in first)
        {
            using (content)
            {
                name = content.Name;
                Collect(content, 0, found, cancel);
            }
        }

        while (found.Next() is var (url, depth))
        {
            try
            {
                using var sitemap = (await fetcher.GetAsync(url, options.MaxFeedBytes, null, cancel)).Content!;
                Collect(sitemap, depth, found, cancel);
            }
            catch (ImportException e)
            {
                Fail(e.Message);
            }
        }

        if (_failures > MaxFailures)
        {
            look.Miss($"{_failures - MaxFailures} more sitemaps cannot be read");
        }

        foreach (var excess in found.Excesses)
        {
            look.Miss($"{name}: {excess}");
        }

        return found.Pages;
    }

    private void Collect(SourceContent sitemap, int depth, SitemapTree found, CancellationToken cancel)
    {
        try
        {
            sitemap.Cancel = cancel;
            // The rest of a file is not read if nothing of it would be used.
            foreach (var entry in SitemapPages.Read(sitemap).TakeWhile(_ => !found.IsFull))
            {
                found.Add(entry, depth);
            }
        }
        catch (Exception e) when (SourceFailure.Is(e, cancel))
        {
            Fail(SourceFailure.Of(sitemap.Name, e).Message);
        }
    }

    private void Fail(string message)
    {
        if (++_failures <= MaxFailures)
        {
            look.Miss($"{message} (a sitemap)");
        }
    }
}
