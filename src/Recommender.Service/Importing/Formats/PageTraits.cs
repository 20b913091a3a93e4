using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Pages;

namespace Recommender.Service.Importing.Formats;

/// <summary>What a web page's markup says about its kind: an article, a list, a form ... Small: a crawl keeps it for every page.</summary>
public sealed record PageTraits
{
    private const int MaxNames = 30;
    private const int LongestName = 60;
    private const int MaxCount = 999;

    private static readonly HashSet<string> Frames = new(StringComparer.OrdinalIgnoreCase)
    {
        "NAV", "ASIDE", "FOOTER", "SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "SVG", "SELECT", "DIALOG",
    };

    private static readonly HashSet<string> DateNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "article:published_time", "article:published", "og:published_time", "date", "dc.date", "dc.date.issued", "dcterms.date",
        "dcterms.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "datepublished",
        "last-modified-date", "citation_publication_date",
    };

    /// <summary>The schema.org types that it gives itself, in JSON-LD, microdata or RDFa, without prefix.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    public string? OgType { get; init; }

    /// <summary>Classes of its body and of its first article, in which a content management system names its template.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>It asks not to be found.</summary>
    public bool NoIndex { get; init; }

    /// <summary>The page of the same site that it calls its original; null if there is none or it is the page itself.</summary>
    public string? Original { get; init; }

    /// <summary>It states a date of publication for programs.</summary>
    public bool StatesDate { get; init; }

    /// <summary>Numbers of elements outside navigation.</summary>
    public int Times { get; init; }

    /// <inheritdoc cref="Times"/>
    public int Articles { get; init; }

    /// <summary>Headings that are links: each leads to another page.</summary>
    public int Teasers { get; init; }

    /// <summary>Characters outside links and navigation.</summary>
    public int Text { get; init; }

    /// <summary>Characters of links outside navigation.</summary>
    public int Linked { get; init; }

    public bool AsksPassword { get; init; }

    /// <summary>It states a next or previous page of itself.</summary>
    public bool HasPager { get; init; }

    /// <param name="page">The page, before its main text was taken out of it.</param>
    /// <param name="url">Its address; null if unknown.</param>
    internal static PageTraits Of(IHtmlDocument page, Uri? url)
    {
        var walk = new Walk();
        if (page.Body is { } body)
        {
            walk.Through(body);
        }

        var (noIndex, statesDate, ogType) = (false, walk.StatesDate, (string?)null);
        foreach (var meta in page.QuerySelectorAll("meta"))
        {
            var name = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop") ?? "";
            var value = meta.GetAttribute("content")?.Trim() ?? "";
            noIndex |= name.ToLowerInvariant() is "robots" or "googlebot" && IsNoIndex(value);
            statesDate |= value.Length > 0 && DateNames.Contains(name);
            ogType ??= name.Equals("og:type", StringComparison.OrdinalIgnoreCase) && value.Length > 0
                ? Short(value.ToLowerInvariant()) : null;
        }

        var linked = LinkedTypes.Of(page);
        var original = PageLinks.AddressOf(page.QuerySelector("link[rel~=canonical]")?.GetAttribute("href"), url, url);
        return new PageTraits
        {
            Types = [.. linked.Types.Concat(walk.Types).Distinct().Take(MaxNames)],
            OgType = ogType,
            Classes = [.. (page.Body?.ClassList ?? Enumerable.Empty<string>()).Take(MaxNames)
                .Concat(page.QuerySelector("article")?.ClassList.Take(10).Select(name => "article." + name) ?? [])
                .Select(Short).Distinct()],
            NoIndex = noIndex,
            Original = url is not null && original is not null && original.Host == url.Host
                && UrlKey.Of(original.AbsoluteUri) is { } key && key != UrlKey.Of(url.AbsoluteUri) ? key : null,
            StatesDate = statesDate || linked.StatesDate,
            Times = Math.Min(walk.Times, MaxCount),
            Articles = Math.Min(walk.Articles, MaxCount),
            Teasers = Math.Min(walk.Teasers, MaxCount),
            Text = walk.Text,
            Linked = walk.Linked,
            AsksPassword = walk.AsksPassword,
            HasPager = page.QuerySelector("link[rel=next], link[rel=prev], link[rel=previous]") is not null,
        };
    }

    /// <summary>Whether the value of a robots meta element or of an X-Robots-Tag header asks not to be found.</summary>
    internal static bool IsNoIndex(string value) => value.Split([',', ' ', ':'], StringSplitOptions.RemoveEmptyEntries)
        .Any(word => word.Equals("noindex", StringComparison.OrdinalIgnoreCase) || word.Equals("none", StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of a schema.org type without its vocabulary.</summary>
    internal static string TypeOf(string name) => Short(name.Trim()[(name.Trim().LastIndexOfAny(['/', ':', '#']) + 1)..]);

    // Numbers of posts and terms would make every page different.
    private static string Short(string name) =>
        System.Text.RegularExpressions.Regex.Replace(name.Length > LongestName ? name[..LongestName] : name, "[0-9]+", "#");

    /// <summary>One walk over the body, without recursion: trees may be deep.</summary>
    private sealed class Walk
    {
        public List<string> Types { get; } = [];

        public int Times { get; private set; }

        public int Articles { get; private set; }

        public int Teasers { get; private set; }

        public int Text { get; private set; }

        public int Linked { get; private set; }

        public bool AsksPassword { get; private set; }

        public bool StatesDate { get; private set; }

        public void Through(IElement body)
        {
            INode? node = body;
            var (link, heading) = ((INode?)null, (INode?)null);
            while (node is not null)
            {
                var goesIn = Enter(node, ref link, ref heading);
                if (goesIn && node.FirstChild is { } child)
                {
                    node = child;
                    continue;
                }

                while (node is not null && node != body && node.NextSibling is null)
                {
                    Leave(node, ref link, ref heading);
                    node = node.Parent;
                }

                if (node is null || node == body)
                {
                    return;
                }

                Leave(node, ref link, ref heading);
                node = node.NextSibling;
            }
        }

        private static void Leave(INode node, ref INode? link, ref INode? heading)
        {
            link = node == link ? null : link;
            heading = node == heading ? null : heading;
        }

        /// <returns>Whether what is inside counts.</returns>
        private bool Enter(INode node, ref INode? link, ref INode? heading)
        {
            if (node is IText text)
            {
                var length = text.Data.AsSpan().Trim().Length;
                (Text, Linked) = link is null ? (Text + length, Linked) : (Text, Linked + length);
                return false;
            }

            if (node is not IElement element)
            {
                return false;
            }

            if (Frames.Contains(element.TagName))
            {
                return false;
            }

            Note(element);
            switch (element.TagName)
            {
                case "A" when link is null && element.HasAttribute("href"):
                    link = element;
                    Teasers += heading is null ? 0 : 1;
                    break;
                case "H1" or "H2" or "H3" or "H4" when heading is null:
                    heading = element;
                    Teasers += link is null ? 0 : 1;
                    break;
                case "TIME":
                    Times++;
                    break;
                case "ARTICLE":
                    Articles++;
                    break;
                case "INPUT":
                    AsksPassword |= "password".Equals(element.GetAttribute("type"), StringComparison.OrdinalIgnoreCase);
                    break;
            }

            return true;
        }

        private void Note(IElement element)
        {
            if (Types.Count < MaxNames && (element.GetAttribute("itemtype") ?? element.GetAttribute("typeof")) is { Length: > 0 } type
                && element.GetAttribute("itemprop") is null)
            {
                Types.AddRange(type.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3).Select(TypeOf));
            }

            StatesDate |= element.GetAttribute("itemprop")?.Contains("datePublished", StringComparison.OrdinalIgnoreCase) == true
                || element.HasAttribute("pubdate");
        }
    }

    /// <summary>The types that JSON-LD gives the page itself, rather than its parts.</summary>
    private sealed record LinkedTypes(IReadOnlyList<string> Types, bool StatesDate)
    {
        public static LinkedTypes Of(IHtmlDocument page)
        {
            var (types, dated) = (new List<string>(), false);
            foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']").Take(MaxNames))
            {
                try
                {
                    using var json = JsonDocument.Parse(script.TextContent, new JsonDocumentOptions
                    {
                        AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip,
                    });
                    Collect(json.RootElement, 0, types, ref dated);
                }
                catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
                {
                    // Broken JSON-LD is common: its first type is usually that of the page.
                    var first = System.Text.RegularExpressions.Regex.Match(
                        script.TextContent, "\"@type\"\\s{0,9}:\\s{0,9}\"([A-Za-z]{3,40})\"");
                    types.AddRange(first.Success ? [first.Groups[1].Value] : Array.Empty<string>());
                }
            }

            return new LinkedTypes(types, dated);
        }

        private static void Collect(JsonElement json, int depth, List<string> types, ref bool dated)
        {
            if (depth > 3 || types.Count >= MaxNames)
            {
                return;
            }

            if (json.ValueKind == JsonValueKind.Array)
            {
                foreach (var element in json.EnumerateArray())
                {
                    Collect(element, depth + 1, types, ref dated);
                }
            }
            else if (json.ValueKind == JsonValueKind.Object)
            {
                var names = json.Texts("@type");
                types.AddRange(names.Select(TypeOf));
                dated |= json.Text("datePublished") is not null;
                if (json.Member("@graph") is { } graph)
                {
                    Collect(graph, depth + 1, types, ref dated);
                }
            }
        }
    }
}
