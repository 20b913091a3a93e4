using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Fetching;

/// <summary>
/// The pages and sitemaps that sitemaps name, up to a number of each and a depth: sitemaps may name others without end.
/// </summary>
internal sealed class SitemapTree(FetchOptions options)
{
    /// <summary>The protocol has two levels; some sites use three.</summary>
    private const int Deepest = 5;

    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly Queue<(Uri Url, int Depth)> _open = [];
    private int _sitemaps;
    private bool _isTooDeep;
    private bool _hasTooMany;

    public List<SitemapEntry> Pages { get; } = [];

    /// <summary>Nothing further is accepted.</summary>
    public bool IsFull { get; private set; }

    /// <summary>What is left out, for the report.</summary>
    public IEnumerable<string> Excesses =>
    [
        .. IsFull ? [$"only the first {Pages.Count} pages are read"] : Array.Empty<string>(),
        .. _hasTooMany ? [$"only the first {options.MaxSitemaps} of its sitemaps are read"] : Array.Empty<string>(),
        .. _isTooDeep ? [$"sitemaps named by others more than {Deepest} levels deep are not read"] : Array.Empty<string>(),
    ];

    /// <param name="depth">The depth of the sitemap that names the address; 0 for the source itself.</param>
    public void Add(SitemapEntry entry, int depth)
    {
        if (!_known.TryAdd(entry.Url.AbsoluteUri, Pages.Count))
        {
            Complete(entry);
            return;
        }

        if (!entry.IsSitemap)
        {
            IsFull = Pages.Count == options.MaxSitemapPages;
            if (!IsFull)
            {
                Pages.Add(entry);
            }
        }
        else if (depth == Deepest)
        {
            _isTooDeep = true;
        }
        else if (_sitemaps == options.MaxSitemaps)
        {
            _hasTooMany = true;
        }
        else
        {
            _sitemaps++;
            _open.Enqueue((entry.Url, depth + 1));
        }
    }

    /// <returns>The next sitemap to read, and its depth; null if there is none or nothing more is accepted.</returns>
    public (Uri Url, int Depth)? Next() => !IsFull && _open.TryDequeue(out var next) ? next : null;

    // News and image sitemaps list pages of the main one again, with more about them.
    private void Complete(SitemapEntry entry)
    {
        var at = _known[entry.Url.AbsoluteUri];
        if (!entry.IsSitemap && at < Pages.Count && Pages[at] is var page && page.Url == entry.Url)
        {
            Pages[at] = page with
            {
                LastModified = page.LastModified ?? entry.LastModified, NewsTitle = page.NewsTitle ?? entry.NewsTitle,
                NewsDate = page.NewsDate ?? entry.NewsDate, Image = page.Image ?? entry.Image,
            };
        }
    }
}
