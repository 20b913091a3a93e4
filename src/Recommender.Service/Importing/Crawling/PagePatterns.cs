using Recommender.Service.Importing.Fetching;

namespace Recommender.Service.Importing.Crawling;

/// <summary>
/// Which addresses the operator takes or leaves out, as in robots.txt: "*" matches anything, "$" the end, everything else the beginning of
/// path and query, or of the whole address if the pattern begins with http. The longest matching pattern decides; of two equally long ones,
/// the one that takes.
/// </summary>
public sealed class PagePatterns
{
    private readonly List<(RobotsPattern Pattern, bool IsWhole, int Length, bool Takes)> _patterns = [];

    /// <param name="include">Patterns of articles, whatever the guess about them.</param>
    /// <param name="exclude">Patterns of pages that are not read.</param>
    public PagePatterns(IEnumerable<string> include, IEnumerable<string> exclude)
    {
        Add(include, takes: true);
        Add(exclude, takes: false);
    }

    public static PagePatterns None { get; } = new([], []);

    /// <returns>True to take it, false to leave it out; null if no pattern matches.</returns>
    public bool? Says(Uri? url) => url is null || _patterns.Count == 0 ? null
        : _patterns.Where(each => each.Pattern.Matches(each.IsWhole ? url.AbsoluteUri : url.PathAndQuery))
            .OrderByDescending(each => each.Length).ThenByDescending(each => each.Takes).Select(each => (bool?)each.Takes).FirstOrDefault();

    private void Add(IEnumerable<string> patterns, bool takes)
    {
        foreach (var text in patterns.Select(pattern => pattern.Trim()).Where(pattern => pattern.Length > 0))
        {
            var isWhole = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
            var pattern = isWhole || text[0] is '/' or '*' ? text : "/" + text;
            _patterns.Add((new RobotsPattern(pattern), isWhole, pattern.Length, takes));
        }
    }
}
