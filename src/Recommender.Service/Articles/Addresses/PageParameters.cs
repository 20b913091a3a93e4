namespace Recommender.Service.Articles.Addresses;

/// <summary>
/// Which query parameters choose an article at a site: learned from the addresses of its articles, and from its settings. All others are
/// ignored where an address is not known as it is written.
/// </summary>
internal sealed class PageParameters
{
    // A parameter of at least so many different paths, at which it separates nothing, is of the visit and not of the page.
    private const int EnoughPaths = 3;

    // Of a hundred articles whose address has the parameter, so many must need it. A few may be copies of the same story.
    private const int NeededBy = 10;

    private readonly HashSet<string> _choosing;
    private readonly HashSet<string> _ignored;
    private readonly HashSet<string> _seen;

    private PageParameters(HashSet<string> choosing, HashSet<string> ignored, HashSet<string> seen) =>
        (_choosing, _ignored, _seen) = (choosing, ignored, seen);

    /// <summary>What is known without any article.</summary>
    public static PageParameters None { get; } = Of([], new AddressOptions());

    /// <param name="articles">
    /// The addresses with a query, as in <see cref="UrlKey"/>, and those that are the same without it; with the articles' titles.
    /// </param>
    public static PageParameters Of(IEnumerable<(string Address, string Title)> articles, AddressOptions options)
    {
        var counts = new Dictionary<string, Count>(StringComparer.OrdinalIgnoreCase);
        foreach (var page in articles.GroupBy(article => article.Address.Split('?', 2)[0], StringComparer.Ordinal))
        {
            CountPage([.. page], counts);
        }

        var choosing = Set(options.DistinguishingParameters);
        var ignored = Set(options.IgnoredParameters);
        choosing.UnionWith(counts.Where(entry => entry.Value.Chooses).Select(entry => entry.Key).Except(ignored));
        ignored.UnionWith(counts.Where(entry => !entry.Value.Chooses && entry.Value.Paths >= EnoughPaths
            && !ParameterNames.Chooses(entry.Key)).Select(entry => entry.Key).Except(choosing));
        return new PageParameters(choosing, ignored, Set(counts.Keys));

        static HashSet<string> Set(IEnumerable<string> names) => new(names, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether all parameters of an article's address were seen in others.</summary>
    public bool Knows(string address) => address.IndexOf('?', StringComparison.Ordinal) is var query
        && (query < 0 || address[(query + 1)..].Split('&').All(parameter => _seen.Contains(WebUrl.NameOf(parameter))));

    /// <summary>A query without what does not choose an article.</summary>
    /// <param name="path">The path, with or without host.</param>
    /// <param name="query">Parameters separated by <c>&amp;</c>, without <c>?</c>.</param>
    /// <param name="strictly">Also without those of which the site's addresses do not say enough.</param>
    public string Of(ReadOnlySpan<char> path, string query, bool strictly = false)
    {
        if (query.Length == 0)
        {
            return query;
        }

        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries);
        // A program shows what its query says: unknown parameters may be dropped only beside one that certainly chooses the article.
        var mayDrop = !ParameterNames.IsProgram(path) || parameters.Any(parameter => _choosing.Contains(WebUrl.NameOf(parameter)));
        return string.Join('&', parameters.Where(parameter => Keeps(WebUrl.NameOf(parameter), mayDrop, strictly)));
    }

    private bool Keeps(string name, bool mayDropUnknown, bool strictly)
    {
        if (_choosing.Contains(name))
        {
            return true;
        }

        return !_ignored.Contains(name) && !ParameterNames.IsNoise(name)
            && (ParameterNames.Chooses(name) || (_seen.Contains(name) && !strictly) || !mayDropUnknown);
    }

    private static void CountPage(List<(string Address, string Title)> page, Dictionary<string, Count> counts)
    {
        var queries = page.ConvertAll(article => Read(article.Address));
        foreach (var name in queries.SelectMany(query => query.Keys).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (!counts.TryGetValue(name, out var count))
            {
                counts[name] = count = new Count();
            }

            // Copies of one story with other values say that the parameter chooses nothing.
            var titles = Enumerable.Range(0, page.Count)
                .GroupBy(i => queries[i].GetValueOrDefault(name), (_, same) => page[same.First()].Title, StringComparer.Ordinal)
                .Distinct(StringComparer.OrdinalIgnoreCase).Count();
            count.Add(queries.Count(query => query.ContainsKey(name)), titles > 1);
        }
    }

    private static Dictionary<string, string> Read(string address)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var begin)
        {
            foreach (var parameter in address[(begin + 1)..].Split('&'))
            {
                found[WebUrl.NameOf(parameter)] = parameter;
            }
        }

        return found;
    }

    private sealed class Count
    {
        private int _articles;
        private int _separated;

        public int Paths { get; private set; }

        public bool Chooses => _separated > 0 && 100L * _separated >= (long)NeededBy * _articles;

        public void Add(int articles, bool separates)
        {
            Paths++;
            _articles += articles;
            _separated += separates ? articles : 0;
        }
    }
}
