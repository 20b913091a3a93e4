using System.Globalization;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Crawling;

/// <summary>
/// Reads the pages that sitemaps list, and takes those that are articles. The kinds of pages are compared on a sample; a page that has not
/// changed is not fetched again, unless it turns out to be an article after all.
/// </summary>
internal sealed class SiteCrawl(SiteMemory memory, PageReader pages, SourceLook look, TimeProvider clock)
{
    public const string Excluded = "is excluded by a pattern";

    /// <summary>Pages that are compared with each other.</summary>
    private const int SampleSize = 200;

    private const double Nearly = 0.9;
    private const int Parents = 2;
    private const int Confirmed = 500;
    /// <summary>Pages that are stored together.</summary>
    private const int Together = 20;

    private static readonly PageFacts Nothing = new(new PageTraits(), false, false, 0);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Soonest = TimeSpan.FromHours(6);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(30);

    private readonly List<string> _unchanged = [];
    private bool _trustsDates;

    /// <param name="listed">What the sitemaps list.</param>
    /// <param name="site">The address of the site; null to take pages of any host.</param>
    /// <param name="isOver">The time for this look is over.</param>
    /// <returns>One document for each page that was read, and for unchanged ones.</returns>
    public async IAsyncEnumerable<SourceDocument> ReadAsync(
        IReadOnlyList<SitemapEntry> listed, Uri? site, Func<bool> isOver,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var entries = Own(listed, site);
        _trustsDates = AreTrue(entries);
        var sample = entries.Where(entry => memory.Find(entry.Url) is not { Facts: null })
            .OrderBy(entry => HashOf(entry.Url)).ThenBy(entry => entry.Url.AbsoluteUri, StringComparer.Ordinal).Take(SampleSize).ToList();
        var (began, done) = (clock.GetTimestamp(), 0);
        var read = new List<(SitemapEntry Entry, PageRead Page)>();
        var compared = new List<(PageAddress, PageFacts)>();
        foreach (var entry in sample)
        {
            if (isOver() || pages.HasGivenUp)
            {
                break;
            }

            var known = memory.Find(entry.Url);
            var page = MustRead(entry, known) ? await pages.ReadAsync(entry, known is not null, cancel) : null;
            if (page is { IsUnchanged: false })
            {
                read.Add((entry, page));
            }

            if ((page is { IsUnchanged: false } ? page.Facts : known?.Facts) is { } facts)
            {
                compared.Add((PageAddress.Of(page?.Url ?? entry.Url), facts));
            }

            Tell(++done);
        }

        var comparison = SiteComparison.Of(compared, ParentsOf(entries), memory.Folders);
        // In the order of the sitemap, as the others.
        var found = read.ToDictionary(each => each.Entry.Url.AbsoluteUri, each => each.Page, StringComparer.Ordinal);
        read.Clear();
        var isSampled = sample.Select(entry => entry.Url.AbsoluteUri).ToHashSet(StringComparer.Ordinal);
        var (waiting, stored) = (new List<Decided>(), clock.GetTimestamp());
        foreach (var entry in NewestFirst(entries))
        {
            var known = memory.Find(entry.Url);
            var page = found.GetValueOrDefault(entry.Url.AbsoluteUri);
            var isSample = isSampled.Contains(entry.Url.AbsoluteUri);
            var reason = known?.Facts is { } facts ? Judge(entry.Url, PageAddress.Of(entry.Url), facts, comparison) : known?.Reason;
            var comesIn = known is not null && reason is null && known.SourceId is null && known.Facts is not null;
            if (page is null && ((MustRead(entry, known) && !isSample) || comesIn))
            {
                if (isOver() || pages.HasGivenUp)
                {
                    look.PagesLeft++;
                    continue;
                }

                page = await pages.ReadAsync(entry, known is not null && !comesIn, cancel);
                Tell(++done);
                if (page is null)
                {
                    KeepUnread(known);
                    continue;
                }
            }
            else if (page is null && isSample && known is null)
            {
                // It could not be fetched, or there was no time for it.
                look.PagesLeft += pages.HasGivenUp || isOver() ? 1 : 0;
                continue;
            }

            if (page is null or { IsUnchanged: true })
            {
                await KeepAsync(entry, known!, reason, page is not null, cancel);
            }
            else
            {
                waiting.Add(Decide(entry, page, known, comparison));
            }

            if (waiting.Count >= Together || (waiting.Count > 0 && clock.GetElapsedTime(stored) > Longest))
            {
                using var document = DocumentOf(waiting);
                yield return document;
                await RememberAsync(document, waiting, cancel);
                (waiting, stored) = ([], clock.GetTimestamp());
            }
        }

        if (waiting.Count > 0)
        {
            using var document = DocumentOf(waiting);
            yield return document;
            await RememberAsync(document, waiting, cancel);
        }

        pages.Finish();
        look.TimeLeft = look.PagesLeft > 0 && pages.Fetched > 0
            ? clock.GetElapsedTime(began) / Math.Max(1, done) * look.PagesLeft : null;
        foreach (var ids in _unchanged.Chunk(Confirmed))
        {
            yield return new SourceDocument(new SourceContent(look.Name, ""), new DocumentFacts()) { Built = [], Unchanged = ids };
        }

        void Tell(int count)
        {
            var left = entries.Count - count;
            look.OnPages?.Invoke(Math.Min(count, entries.Count), entries.Count, clock.GetElapsedTime(began) / count * Math.Max(0, left));
        }
    }

    private Decided Decide(SitemapEntry entry, PageRead page, PageLook? known, SiteComparison comparison)
    {
        var item = page.Item ?? new ReadItem(1, entry.Url.AbsoluteUri, null, page.Reason, false, [], []);
        var reason = item.SkipReason
            ?? (page.Facts is { } facts ? Judge(entry.Url, PageAddress.Of(page.Url), facts, comparison) : null);
        item = reason is null ? item with { Article = item.Article is { } own ? memory.WithKnownId(own) : null }
            : item with { Id = entry.Url.AbsoluteUri, Article = null, SkipReason = reason };
        return new Decided(page, item, new PageLook(entry.Url.AbsoluteUri)
        {
            LastModified = entry.LastModified, Facts = page.Facts ?? (reason is null ? null : Nothing), Reason = reason,
            SourceId = item.Article?.SourceId, Teaser = known?.Teaser,
        });
    }

    private SourceDocument DocumentOf(List<Decided> pages) => new(new SourceContent(look.Name, ""), new DocumentFacts())
    {
        IsIndependent = true, Built = pages.ConvertAll(page => page.Item),
    };

    // Nothing is remembered of pages that could not be stored, and of those that may be readable next time.
    private async Task RememberAsync(SourceDocument document, List<Decided> read, CancellationToken cancel)
    {
        if (document.IsWhole)
        {
            var whole = read.Where(page => !page.Item.Unreadable).ToList();
            await pages.RememberAsync(whole.Select(page => page.Page), cancel);
            await memory.RememberAsync(whole.Select(page => page.Look), cancel);
        }
    }

    // A page that is as it was.
    private async Task KeepAsync(SitemapEntry entry, PageLook known, string? reason, bool wasAsked, CancellationToken cancel)
    {
        if (reason is not null)
        {
            look.Counts.Read++;
            look.Counts.LeftOut.Add(reason, entry.Url.AbsoluteUri);
        }
        else if (known.SourceId is { } id)
        {
            _unchanged.Add(id);
        }

        if (wasAsked || known.Reason != reason || (entry.LastModified is not null && known.LastModified != entry.LastModified))
        {
            await memory.RememberAsync(
                [known with { Url = entry.Url.AbsoluteUri, LastModified = entry.LastModified, Reason = reason }], cancel);
        }
    }

    private void KeepUnread(PageLook? known)
    {
        if (known?.SourceId is { } id)
        {
            _unchanged.Add(id);
        }
    }

    private string? Judge(Uri listed, PageAddress address, PageFacts facts, SiteComparison comparison) =>
        look.Options.Patterns.Says(listed) is true ? null
        // What the feed lists, or listed, is an article.
        : memory.Find(listed) is { Teaser: not null } || memory.InFeed.Contains(UrlKey.Of(listed.AbsoluteUri) ?? "") ? null
        : comparison.ReasonAgainst(address, facts);

    private bool MustRead(SitemapEntry entry, PageLook? known)
    {
        if (known is null || look.Options.Full || (known.SourceId is not null && !memory.IsShown(known)))
        {
            return true;
        }

        // An article of the feed is whole, or its page was read just now.
        if (memory.InFeed.Contains(UrlKey.Of(entry.Url.AbsoluteUri) ?? "") || (known.LastModified is null && known.Teaser is not null))
        {
            return false;
        }

        if (_trustsDates && entry.LastModified is not null)
        {
            return entry.LastModified != known.LastModified || (look.Options.PageTime is not null && IsDue(known));
        }

        return look.Options.PageTime is null || IsDue(known);
    }

    // Old pages change rarely. Not all at once: each at a time of its own.
    private bool IsDue(PageLook known)
    {
        var age = clock.GetUtcNow() - known.Fetched;
        var share = 0.7 + (0.3 * (HashOf(known.Url) / (double)uint.MaxValue));
        var wait = known.LastModified is not null && _trustsDates ? Latest : known.Facts is { HasDate: true } ? Latest / 4 : Latest;
        return age > (wait < Soonest ? Soonest : wait) * share;
    }

    private List<SitemapEntry> Own(IReadOnlyList<SitemapEntry> listed, Uri? site)
    {
        var own = listed.Where(entry => site is null || SameSite.Are(entry.Url, site)).ToList();
        if (own.Count < listed.Count)
        {
            var other = listed.First(entry => !SameSite.Are(entry.Url, site!)).Url;
            var note = string.Create(
                CultureInfo.InvariantCulture, $"{listed.Count - own.Count} addresses of other hosts are not read, such as {other}");
            if (own.Count == 0)
            {
                look.Miss($"{note}; import that site itself");
            }
            else
            {
                look.Notes.Add(note);
            }
        }

        var kept = own.Where(entry => look.Options.Patterns.Says(entry.Url) is not false).ToList();
        foreach (var entry in own.Where(entry => look.Options.Patterns.Says(entry.Url) is false))
        {
            look.Counts.Read++;
            look.Counts.LeftOut.Add(Excluded, entry.Url.AbsoluteUri);
        }

        return kept;
    }

    // A sitemap that is generated at each request says of every page that it has changed now.
    private bool AreTrue(List<SitemapEntry> entries)
    {
        var stated = entries.Select(entry => entry.LastModified).OfType<string>().ToList();
        if (stated.Count < 3)
        {
            return true;
        }

        var (value, most) = stated.GroupBy(date => date).Select(group => (group.Key, group.Count())).MaxBy(group => group.Item2);
        return !(most > Nearly * stated.Count && IsWithin(value, TimeSpan.FromDays(2)))
            && stated.Count(date => IsWithin(date, TimeSpan.FromMinutes(15))) <= Nearly * stated.Count;

        bool IsWithin(string date, TimeSpan span) => Dates.Parse(date) is { } when && (clock.GetUtcNow() - when).Duration() < span;
    }

    private List<SitemapEntry> NewestFirst(List<SitemapEntry> entries) => !_trustsDates ? entries
        : [.. entries.Select(entry => (entry, date: Dates.Parse(entry.LastModified))).OrderByDescending(each => each.date)
            .Select(each => each.entry)];

    private static HashSet<string> ParentsOf(List<SitemapEntry> entries)
    {
        var children = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var parts in entries.Select(entry => PageAddress.Of(entry.Url).Parts).Where(parts => parts.Count > 1))
        {
            var parent = string.Join('/', parts.SkipLast(1));
            children[parent] = children.GetValueOrDefault(parent) + 1;
        }

        return children.Where(each => each.Value >= Parents).Select(each => each.Key).ToHashSet(StringComparer.Ordinal);
    }

    // FNV-1a: the same sample at each look, of which a new page changes at most one.
    private static uint HashOf(Uri url) => HashOf(url.AbsoluteUri);

    private static uint HashOf(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash;
    }

    /// <summary>A page that was read, and what becomes of it.</summary>
    private sealed record Decided(PageRead Page, ReadItem Item, PageLook Look);
}
