using System.Globalization;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Storage;

namespace Recommender.Service.Clicks.Reporting;

/// <summary>Groups counts by every dimension of a report in one pass.</summary>
/// <param name="articles">The site's articles, for sections and ages.</param>
/// <param name="zone">The site's time zone.</param>
internal sealed class ClickTally(ArticleIndex articles, TimeZoneInfo zone)
{
    private static readonly string[] AgeNames =
        ["same day", "1 to 7 days", "8 to 30 days", "31 to 365 days", "older than a year", "undated"];

    private readonly SlotCounts _all = new();
    private readonly Dictionary<BlockSource, SlotCounts> _sources = [];
    private readonly Dictionary<string, SlotCounts> _sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, SlotCounts> _ages = [];
    private readonly Dictionary<string, SlotCounts> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Page, string Article, int Slot), ClickCount> _pairs = [];

    public ClickFigures Total => Figures("all", _all);

    public IReadOnlyList<ClickFigures> Slots =>
    [
        .. Enumerable.Range(1, BlockOptions.MaxLimit).Where(slot => _all[slot] != default).Select(slot =>
        {
            var counts = new SlotCounts();
            counts.Add(slot, _all[slot]);
            return Figures(slot.ToString(CultureInfo.InvariantCulture), counts);
        }),
    ];

    public IReadOnlyList<ClickFigures> Sources =>
        [.. _sources.OrderBy(source => source.Key).Select(source => Figures(EnumWords.Of(source.Key), source.Value))];

    public IReadOnlyList<ClickFigures> Sections => MostSeenFirst(_sections);

    public IReadOnlyList<ClickFigures> Ages => [.. _ages.OrderBy(age => age.Key).Select(age => Figures(AgeNames[age.Key], age.Value))];

    /// <summary>Newest version first.</summary>
    public IReadOnlyList<ClickFigures> Models =>
        [.. _models.OrderByDescending(model => model.Key, StringComparer.Ordinal).Select(model => Figures(model.Key, model.Value))];

    public void Add(ClickKey key, ClickCount count)
    {
        _all.Add(key.Slot, count);
        Of(_sources, key.Source).Add(key.Slot, count);
        Of(_models, key.Model).Add(key.Slot, count);
        var card = articles.FindByKey(key.Article) is >= 0 and var found ? articles[found] : null;
        Of(_sections, card?.Section ?? "").Add(key.Slot, count);
        Of(_ages, AgeOf(card, key.Day)).Add(key.Slot, count);
        _pairs.TryGetValue((key.Page, key.Article, key.Slot), out var before);
        _pairs[(key.Page, key.Article, key.Slot)] = before + count;
    }

    /// <summary>All pairs for which clicks are expected.</summary>
    public IEnumerable<PairFigures> Pairs() => _pairs.GroupBy(pair => (pair.Key.Page, pair.Key.Article)).Select(slots =>
    {
        var counts = new SlotCounts();
        foreach (var (key, count) in slots)
        {
            counts.Add(key.Slot, count);
        }

        var figures = Figures(TitleOf(slots.Key.Article), counts);
        return new PairFigures
        {
            Page = slots.Key.Page, PageTitle = TitleOf(slots.Key.Page), Article = slots.Key.Article, Name = figures.Name,
            Impressions = figures.Impressions, Clicks = figures.Clicks, Rate = figures.Rate, Corrected = figures.Corrected,
        };
    }).Where(pair => pair.Corrected is not null);

    private IReadOnlyList<ClickFigures> MostSeenFirst(Dictionary<string, SlotCounts> groups) =>
        [.. groups.OrderByDescending(group => group.Value.Total.Impressions).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Figures(group.Key, group.Value))];

    private ClickFigures Figures(string name, SlotCounts counts) => ClickFigures.Of(name, counts, _all.RateIn);

    private string TitleOf(string key) => articles.FindByKey(key) is >= 0 and var card ? articles[card].Title : key;

    private int AgeOf(ArticleCard? card, DateOnly day)
    {
        if (card?.PublishedOrNull is not { } published)
        {
            return AgeNames.Length - 1;
        }

        return (day.DayNumber - SiteDay.Of(published, zone).DayNumber) switch { <= 0 => 0, <= 7 => 1, <= 30 => 2, <= 365 => 3, _ => 4 };
    }

    private static SlotCounts Of<T>(Dictionary<T, SlotCounts> groups, T name)
        where T : notnull
    {
        if (!groups.TryGetValue(name, out var counts))
        {
            groups.Add(name, counts = new SlotCounts());
        }

        return counts;
    }
}
