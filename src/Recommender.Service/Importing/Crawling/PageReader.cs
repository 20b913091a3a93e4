using System.Globalization;
using Recommender.Service.Importing.Fetching;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Crawling;

/// <summary>Fetches and reads single web pages, with a pause between two.</summary>
internal sealed class PageReader(Fetcher fetcher, FetchStateStore states, FetchOptions options, TimeProvider clock, SourceLook look)
{
    private const int MaxFailuresInARow = 10;

    private int _failuresInARow;
    private int _failures;
    private string? _firstFailure;
    private long? _last;

    /// <summary>The server answers no more.</summary>
    public bool HasGivenUp => _failuresInARow >= MaxFailuresInARow;

    /// <summary>Pages fetched.</summary>
    public int Fetched { get; private set; }

    /// <param name="page">The page.</param>
    /// <param name="isKnown">It was read before: the server may answer that it has not changed.</param>
    /// <returns>Null if it cannot be fetched, which is reported.</returns>
    public async Task<PageRead?> ReadAsync(SitemapEntry page, bool isKnown, CancellationToken cancel)
    {
        await PauseAsync(cancel);
        Fetched++;
        try
        {
            var state = isKnown ? await states.FindAsync(look.Site, page.Url.AbsoluteUri, cancel) : null;
            var fetched = await fetcher.GetAsync(page.Url, options.MaxPageBytes, state, cancel);
            _failuresInARow = 0;
            using var content = fetched.Content;
            return content is null ? new PageRead(null, null, fetched.State, fetched.Url) { IsUnchanged = true }
                : content.Format != SourceFormat.Html ? Other(content, page, fetched) : await BuildAsync(content, page, fetched);
        }
        catch (ImportException e)
        {
            return FailureOf(e, page);
        }
    }

    /// <summary>Stores the cache validators of pages whose articles are stored.</summary>
    public async Task RememberAsync(IEnumerable<PageRead> read, CancellationToken cancel)
    {
        var some = read.Select(page => page.State).OfType<FetchState>().ToList();
        if (some.Count > 0)
        {
            await states.SaveAsync(look.Site, some, cancel);
        }
    }

    /// <summary>Reports the failures, in one line.</summary>
    public void Finish()
    {
        if (_failures == 1)
        {
            look.Miss(_firstFailure!);
        }
        else if (_failures > 1)
        {
            look.Miss(string.Create(CultureInfo.InvariantCulture, $"{_failures} pages could not be fetched, first {_firstFailure}"));
        }
    }

    private async Task PauseAsync(CancellationToken cancel)
    {
        var wait = _last is { } last ? options.PageDelay - clock.GetElapsedTime(last) : TimeSpan.Zero;
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancel);
        }

        _last = clock.GetTimestamp();
    }

    private PageRead Other(SourceContent content, SitemapEntry page, Fetched fetched)
    {
        var reason = content.Format == SourceFormat.Empty ? "is empty" : "is not an HTML page";
        look.Notes.Add($"{page.Url}: {reason}");
        return new PageRead(null, reason, fetched.State, page.Url);
    }

    private async Task<PageRead> BuildAsync(SourceContent content, SitemapEntry page, Fetched fetched)
    {
        content.Cancel = look.Reading.Cancel;
        var raw = DocumentItems.Read(content, new DocumentFacts(), new KnownSite(), look.Reading).First();
        var item = await ArticleBuilder.BuildAsync(raw, look.Reading, clock.GetUtcNow());
        if (item.Article is { } article)
        {
            item = item with { Article = Completed(article, page) };
        }

        var traits = item.Traits ?? new PageTraits();
        traits = fetched.IsHidden ? traits with { NoIndex = true } : traits;
        var facts = new PageFacts(
            traits, item.Article?.Published is not null, item.Article?.Author is not null, item.Article?.Text.Length ?? 0);
        return new PageRead(item, null, fetched.State, fetched.Url) { Facts = facts };
    }

    // The sitemap's own words: a news sitemap gives the title without the name of the site.
    private static Articles.Article Completed(Articles.Article article, SitemapEntry page)
    {
        var date = Text.Dates.Parse(page.NewsDate);
        var isBetter = article.Published is not { } published
            || (published.TimeOfDay == TimeSpan.Zero && date is { } exact && exact - published < TimeSpan.FromDays(1) && exact > published);
        return article with
        {
            Title = Text.Markup.OneLine(page.NewsTitle) is { Length: > 2 and < 500 } title ? title : article.Title,
            Published = isBetter ? date ?? article.Published : article.Published,
            Image = article.Image ?? Articles.WebUrl.Parse(page.Image)?.AbsoluteUri,
        };
    }

    private PageRead? FailureOf(ImportException e, SitemapEntry page)
    {
        var status = e.Data["status"] as int?;
        if (status is 404 or 410)
        {
            look.Notes.Add(e.Message);
            return new PageRead(null, $"is listed, but gone ({status})", null, page.Url);
        }

        if (e.Data.Contains("forbidden"))
        {
            look.Notes.Add(e.Message);
            return new PageRead(null, "is forbidden by robots.txt", null, page.Url);
        }

        _failures++;
        _failuresInARow++;
        _firstFailure ??= e.Message;
        look.IsIncomplete = true;
        return null;
    }
}
