using System.Globalization;

namespace Recommender.Service.Importing.Fetching;

/// <summary>The rules of a robots.txt (RFC 9309) for one user agent.</summary>
internal sealed class RobotsRules
{
    private static readonly char[] LineEnds = ['\r', '\n'];

    private readonly List<(RobotsPattern Pattern, bool Allows)> _rules = [];

    /// <summary>Allows everything: there is no robots.txt.</summary>
    public static RobotsRules None { get; } = new();

    public List<string> Sitemaps { get; } = [];

    /// <summary>The pause between two requests that the host asks for; null if it asks for none. Not part of the RFC, but common.</summary>
    public TimeSpan? CrawlDelay { get; private set; }

    /// <param name="text">The file.</param>
    /// <param name="userAgent">
    /// The user agent ("recommender/0.1"), of which the name counts; the groups for it, taken together, take precedence over those for "*".
    /// </param>
    public static RobotsRules Parse(string text, string userAgent)
    {
        var product = ProductOf(userAgent);
        var (own, any) = (new RobotsRules(), new RobotsRules());
        var (forOwn, forAny, inAgents, hasOwn) = (false, false, false, false);
        foreach (var line in text.TrimStart('\uFEFF').Split(LineEnds))
        {
            var (name, value) = RuleOf(line);
            if (name == "user-agent")
            {
                (forOwn, forAny) = inAgents ? (forOwn, forAny) : (false, false);
                forOwn |= product.Length > 0 && ProductOf(value).Equals(product, StringComparison.OrdinalIgnoreCase);
                forAny |= value == "*" || value.StartsWith("* ", StringComparison.Ordinal);
                hasOwn |= forOwn;
                inAgents = true;
            }
            else if (name is "allow" or "disallow" or "crawl-delay")
            {
                inAgents = false;
                if (forOwn)
                {
                    own.Add(name, value);
                }

                if (forAny)
                {
                    any.Add(name, value);
                }
            }
            else if (name == "sitemap")
            {
                own.Sitemaps.Add(value);
                any.Sitemaps.Add(value);
            }
        }

        return hasOwn ? own : any;
    }

    /// <summary>Whether the URL may be fetched: the longest matching rule decides; with equal length, the allowing one.</summary>
    public bool Allows(Uri url)
    {
        if (_rules.Count == 0)
        {
            return true;
        }

        var path = RobotsPattern.Octets(url.PathAndQuery);
        return _rules.Where(rule => rule.Pattern.Matches(path))
            .OrderByDescending(rule => rule.Pattern.Length).ThenByDescending(rule => rule.Allows)
            .Select(rule => (bool?)rule.Allows).FirstOrDefault() ?? true;
    }

    // "Disallow: /x", and "Disallow /x" as Google reads it.
    private static (string Name, string Value) RuleOf(string line)
    {
        var rule = line.Split('#', 2)[0].Trim();
        var end = rule.IndexOf(':', StringComparison.Ordinal);
        if (end < 0)
        {
            end = rule.IndexOfAny([' ', '\t']);
            if (end < 0 || rule[end..].Trim().IndexOfAny([' ', '\t']) >= 0)
            {
                return ("", "");
            }
        }

        var name = rule[..end].Trim().ToLowerInvariant();
        // Common slips; what the site means is clear.
        return (name is "dissallow" or "dissalow" or "disalow" or "diasllow" or "disallaw" ? "disallow" : name, rule[(end + 1)..].Trim());
    }

    // The name before version and comment: letters, "_" and "-" by the RFC, and digits, which names of robots have.
    private static string ProductOf(string userAgent) =>
        new([.. userAgent.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')]);

    private void Add(string name, string value)
    {
        if (name == "crawl-delay")
        {
            CrawlDelay = double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds is > 0 and < 1_000_000 ? TimeSpan.FromSeconds(seconds) : CrawlDelay;
        }
        else if (value.Length > 0)
        {
            _rules.Add((new RobotsPattern(value), name == "allow"));
        }
    }
}
