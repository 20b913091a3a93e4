namespace Recommender.Service.Importing.Fetching;

/// <summary>The rules of a robots.txt (RFC 9309) for one user agent.</summary>
internal sealed class RobotsRules
{
    private readonly List<(RobotsPattern Pattern, int Length, bool Allows)> _rules = [];

    /// <summary>Allows everything: there is no robots.txt.</summary>
    public static RobotsRules None { get; } = new();

    public List<string> Sitemaps { get; } = [];

    /// <param name="text">The file.</param>
    /// <param name="product">The product token of the user agent ("recommender"); its own group takes precedence over "*".</param>
    public static RobotsRules Parse(string text, string product)
    {
        var (own, any) = (new RobotsRules(), new RobotsRules());
        var (forOwn, forAny, inAgents, hasOwn) = (false, false, false, false);
        foreach (var line in text.Split('\n'))
        {
            var rule = line.Split('#', 2)[0];
            var colon = rule.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                continue;
            }

            var (name, value) = (rule[..colon].Trim().ToLowerInvariant(), rule[(colon + 1)..].Trim());
            if (name == "user-agent")
            {
                (forOwn, forAny) = inAgents ? (forOwn, forAny) : (false, false);
                forOwn |= value.Equals(product, StringComparison.OrdinalIgnoreCase);
                forAny |= value == "*";
                hasOwn |= forOwn;
                inAgents = true;
            }
            else if (name is "allow" or "disallow")
            {
                inAgents = false;
                if (forOwn)
                {
                    own.Add(value, name == "allow");
                }

                if (forAny)
                {
                    any.Add(value, name == "allow");
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
    public bool Allows(Uri url) =>
        _rules.Where(rule => rule.Pattern.Matches(url.PathAndQuery))
            .OrderByDescending(rule => rule.Length).ThenByDescending(rule => rule.Allows)
            .Select(rule => (bool?)rule.Allows).FirstOrDefault() ?? true;

    private void Add(string path, bool allows)
    {
        if (path.Length > 0)
        {
            _rules.Add((new RobotsPattern(path), path.Length, allows));
        }
    }
}
