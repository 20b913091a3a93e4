namespace Recommender.Service.Importing.Pages;

/// <summary>Counts what the titles of a host's articles end and begin with.</summary>
internal sealed class HostTitles
{
    // A series has fewer; the name of a site is on nearly all pages.
    private const int FewestTitles = 5;
    private const int FewestOfAll = 4;
    private const double ShareAtEnd = 0.6;

    // At the start stands a subject more often than a name ("Photo of the day: …").
    private const double ShareAtStart = 0.9;

    private const int LongestPart = 80;

    // Far more than one part occurs on most pages; bounds the memory of titles with many separators.
    private const int MostParts = 20_000;

    private readonly HashSet<string> _titles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Count => _titles.Count;

    /// <summary>All parts that were counted.</summary>
    public IEnumerable<string> Parts => _counts.Keys;

    /// <summary>Counts a title once, however often it comes.</summary>
    public void Add(string title)
    {
        if (!_titles.Add(title))
        {
            return;
        }

        foreach (var part in PartsOf(title))
        {
            if (_counts.Count < MostParts || _counts.ContainsKey(part))
            {
                _counts[part] = _counts.GetValueOrDefault(part) + 1;
            }
        }
    }

    /// <summary>The parts that so many of the titles have that they are the site's, not the article's.</summary>
    public IEnumerable<string> Shared() =>
        _counts.Where(part => part.Value >= (part.Value == Count ? FewestOfAll : FewestTitles))
            .Where(part => part.Value >= Count * (IsAtEnd(part.Key) ? ShareAtEnd : ShareAtStart)).Select(part => part.Key);

    /// <summary>The title without these parts, as long as something is left.</summary>
    public static string Without(string title, IReadOnlySet<string> parts)
    {
        for (var isShorter = true; isShorter;)
        {
            // The longest: what remains of a shorter one would be no title.
            var part = PartsOf(title).Where(parts.Contains).MaxBy(part => part.Length);
            isShorter = part is not null;
            title = part is null ? title : IsAtEnd(part) ? title[..^part.Length] : title[part.Length..];
        }

        return title;
    }

    // With the separator and the white space around it: one at the end starts with these.
    private static IEnumerable<string> PartsOf(string title) =>
        TitleParts.Ends(title).Select(end => title[end.Left.Length..])
            .Concat(TitleParts.Starts(title).Select(start => title[..^start.Left.Length]))
            .Where(part => part.Length <= LongestPart);

    private static bool IsAtEnd(string part) => char.IsWhiteSpace(part[0]) || TitleParts.IsSeparator(part[0]);
}
