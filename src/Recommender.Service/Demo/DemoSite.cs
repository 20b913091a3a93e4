using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Demo;

/// <summary>The data of one site for the demonstration pages.</summary>
public sealed class DemoSite(SiteSnapshot snapshot, DemoOptions options, IReadOnlyList<string> sites, DateTimeOffset now, TimeZoneInfo zone)
{
    private readonly DateTime _now = now.UtcDateTime;

    public string Name => snapshot.Site;

    public SiteSnapshot Snapshot => snapshot;

    public ArticleIndex Articles => snapshot.Articles;

    public DateTimeOffset Now => now;

    /// <summary>The time zone of displayed dates.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>All sites of the installation.</summary>
    public IReadOnlyList<string> Sites => sites;

    public string Title { get; } = TitleOf(snapshot, options);

    /// <summary>The sections with articles, by slug; largest first.</summary>
    public IReadOnlyList<DemoSection> Sections { get; } =
    [
        .. snapshot.Articles.Sections.GroupBy(DemoSection.SlugOf).Select(group => new DemoSection(group.Key, group.First(), [.. group])),
    ];

    public IEnumerable<ArticleCard> Newest => Standing(snapshot.Articles.Newest.ToArray());

    public IEnumerable<ArticleCard> NewestIn(DemoSection section) => section.Names.Count == 1
        ? Standing(snapshot.Articles.NewestInSection(section.Name).ToArray())
        : Newest.Where(card => section.Names.Contains(card.Section));

    public DemoSection? SectionOf(ArticleCard card) => Sections.FirstOrDefault(section => section.Names.Contains(card.Section));

    private IEnumerable<ArticleCard> Standing(int[] cards) =>
        cards.Select(card => snapshot.Articles[card]).Where(card => card.StandsAt(_now));

    private static string TitleOf(SiteSnapshot snapshot, DemoOptions options)
    {
        var url = snapshot.Articles.Newest is [var newest, ..] ? snapshot.Articles[newest].Url : null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return snapshot.Site;
        }

        var host = address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host;
        return options.Titles.GetValueOrDefault(host, host);
    }
}
