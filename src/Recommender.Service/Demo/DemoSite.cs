using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Demo;

/// <summary>The data of one site for the demonstration pages.</summary>
public sealed class DemoSite(SiteSnapshot snapshot, DemoOptions options, IReadOnlyList<string> sites, DateTimeOffset now, TimeZoneInfo zone)
{
    private readonly DateTime _now = now.UtcDateTime;

    public string Name => snapshot.Site;

    public SiteSnapshot Snapshot => snapshot;

    public ArticleIndex Articles => snapshot.Articles;

    /// <summary>The articles that the pages may show.</summary>
    public VisibleArticles Visible { get; } = VisibleArticles.ToReaders(snapshot.Articles, now);

    public DateTimeOffset Now => now;

    /// <summary>The time zone of displayed dates.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The sites whose pages everyone may see, and this one.</summary>
    public IReadOnlyList<string> Sites => sites;

    /// <summary>Whether its pages are shown to everyone, not only to clients with a role.</summary>
    public bool IsPublic { get; } = IsOpen(snapshot, options);

    public string Title { get; } = TitleOf(snapshot, options, now.UtcDateTime);

    /// <summary>The sections with articles, by slug; largest first.</summary>
    public IReadOnlyList<DemoSection> Sections { get; } =
    [
        // The oldest article is enough: if it is dated in the future, all are.
        .. snapshot.Articles.Sections
            .Where(section => snapshot.Articles[snapshot.Articles.NewestInSection(section)[^1]].IsVisibleAt(now.UtcDateTime))
            .GroupBy(DemoSection.SlugOf).Select(group => new DemoSection(group.Key, group.First(), [.. group])),
    ];

    /// <summary>Public articles, newest first.</summary>
    public IEnumerable<ArticleCard> Newest => Public(snapshot.Articles.Newest.ToArray());

    public IEnumerable<ArticleCard> NewestIn(DemoSection section) => section.Names.Count == 1
        ? Public(snapshot.Articles.NewestInSection(section.Name).ToArray())
        : Newest.Where(card => section.Names.Contains(card.Section));

    public DemoSection? SectionOf(ArticleCard card) => Sections.FirstOrDefault(section => section.Names.Contains(card.Section));

    /// <summary>Whether a site's pages are shown to everyone: by the setting, or because it has only articles of the sample.</summary>
    internal static bool IsOpen(SiteSnapshot snapshot, DemoOptions options)
    {
        if (options.Public)
        {
            return true;
        }

        for (var card = 0; card < snapshot.Articles.Count; card++)
        {
            if (!DemoLinks.IsSample(snapshot.Articles[card].Url))
            {
                return false;
            }
        }

        return true;
    }

    private IEnumerable<ArticleCard> Public(int[] cards) =>
        cards.Select(card => snapshot.Articles[card]).Where(card => card.IsVisibleAt(_now));

    private static string TitleOf(SiteSnapshot snapshot, DemoOptions options, DateTime now)
    {
        string? url = null;
        foreach (var card in snapshot.Articles.Newest)
        {
            if (snapshot.Articles[card].IsVisibleAt(now))
            {
                url = snapshot.Articles[card].Url;
                break;
            }
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return snapshot.Site;
        }

        var host = address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host;
        return options.Titles.GetValueOrDefault(host, host);
    }
}
