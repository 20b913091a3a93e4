using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Pages;

/// <summary>The names of a page's site, as the page and its address state them.</summary>
internal sealed partial class SiteNames
{
    private const int ShortestLabel = 4;
    private const int MostHeads = 50;
    private const int LongestName = 80;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);
    private readonly string[] _titles;

    public SiteNames(IHtmlDocument page, PageMetas metas, LinkedNodes nodes, LinkedArticle? linked, Uri? address)
    {
        _titles = [TitleParts.Letters(metas.First("og:title")), TitleParts.Letters(page.Title)];
        Add(metas.First("og:site_name"));
        AddShort(metas.First("application-name"));
        AddShort(metas.First("apple-mobile-web-app-title"));
        Add(linked?.Publisher);
        foreach (var name in nodes.Typed("WebSite", "Blog") is { } site ? LinkedArticle.Names(site, nodes) : [])
        {
            Add(name);
        }

        foreach (var name in nodes.Typed("Organization") is { } organisation ? LinkedArticle.Names(organisation, nodes) : [])
        {
            Add(name);
        }

        _others.Add(TitleParts.Letters(metas.First("twitter:site")));
        _others.Add(TitleParts.Letters(page.QuerySelector("link[rel~=search][title]")?.GetAttribute("title")));
        AddFeeds(page);
        AddHost(address);
        AddHeads(page, address);
        _others.Remove("");
    }

    /// <summary>Whether this is a name of the site.</summary>
    public bool Has(string? text)
    {
        var letters = TitleParts.Letters(text);
        return letters.Length > 0 && (_names.Contains(letters)
            || (letters.StartsWith("the", StringComparison.Ordinal) && _names.Contains(letters[3..])));
    }

    /// <summary>Whether this is a name of the site, or of an account or feed of it, which may be that of a product, too.</summary>
    public bool HasAtEnd(string? text) => Has(text) || _others.Contains(TitleParts.Letters(text));

    private void Add(string? name)
    {
        var letters = TitleParts.Letters(name);
        if (letters.Length > 0)
        {
            _names.Add(letters);
            if (letters.StartsWith("the", StringComparison.Ordinal) && letters.Length > 5)
            {
                _names.Add(letters[3..]);
            }
        }
    }

    private void AddHost(Uri? address)
    {
        if (address is null || address.HostNameType != UriHostNameType.Dns)
        {
            return;
        }

        var labels = address.IdnHost.Split('.');
        Add(string.Join('.', labels[0] is "www" or "m" or "amp" ? labels[1..] : labels));
        foreach (var label in labels.SkipLast(1).Where(label => label.Length >= ShortestLabel))
        {
            Add(label);
        }
    }

    // "The Courier » Feed", "The Courier RSS Feed".
    private void AddFeeds(IHtmlDocument page)
    {
        foreach (var link in page.QuerySelectorAll("link[rel~=alternate][type][title]").Take(MostHeads))
        {
            var title = link.GetAttribute("title")!.Trim();
            if (link.GetAttribute("type")!.Contains("xml", StringComparison.Ordinal) && title.Length <= LongestName)
            {
                _others.Add(TitleParts.Letters(
                    TitleParts.Starts(title).Select(start => start.Part).FirstOrDefault() ?? Words().Replace(title, "")));
            }
        }
    }

    // The name in the head of the page, which leads to the home page.
    private void AddHeads(IHtmlDocument page, Uri? address)
    {
        foreach (var head in page.QuerySelectorAll(
            "a[rel~=home], .site-title, .site-name, .site-logo, .blog-title, .brand, .navbar-brand, .logo, #site-title, #site-name, #logo")
            .Take(MostHeads))
        {
            AddShort(head.TextContent.Trim());
            AddShort(head.QuerySelector("img[alt]")?.GetAttribute("alt"));
        }

        foreach (var heading in page.QuerySelectorAll("h1, h2, header a, .Header h1").Take(MostHeads))
        {
            var link = heading.LocalName == "a" ? heading : heading.QuerySelector("a[href]");
            var leads = link?.GetAttribute("href")?.Trim();
            if (leads is not null && IsHome(leads, address))
            {
                AddShort(heading.TextContent.Trim());
            }
        }
    }

    // What stands in the head of a page may be its title.
    private void AddShort(string? name)
    {
        if (name is { Length: <= LongestName } && !_titles.Contains(TitleParts.Letters(name)))
        {
            Add(name);
        }
    }

    [GeneratedRegex(@"(?:\s(?:rss|atom|feed|2\.0|news|all|posts))+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    private static bool IsHome(string link, Uri? address) =>
        link is "/" or "./" or "." || (address is not null && Articles.WebUrl.Parse(link, address) is { PathAndQuery: "/" } home
            && home.Host == address.Host);
}
