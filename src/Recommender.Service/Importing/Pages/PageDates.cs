using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Pages;

/// <summary>Finds the dates that a page states.</summary>
internal static class PageDates
{
    private const int MostElements = 200;
    private const int MostDates = 20;
    private const int LongestWords = 60;

    private static readonly string[] PublishedMetas =
    [
        "article:published_time", "article:published", "article.published", "og:published_time", "og:article:published_time",
        "og:pubdate", "rnews:datepublished", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "parsely-pub-date",
        "sailthru.date", "bt:pubdate", "article:post_date", "publish-date", "publish_date", "publishdate", "published_time",
        "published", "publication_date", "publicationdate", "publication-date", "article_date_original", "originalpublicationdate",
        "pubdate", "pub_date", "date.published", "datepublished", "dc.date.issued", "dcterms.issued", "dc:date.issued",
        "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "dc:date", "date", "shareaholic:article_published_time",
        "displaydate", "display_date", "citation_publication_date", "citation_date", "prism.publicationdate", "created", "date_created",
        "releasedate",
    ];

    private static readonly string[] UpdatedMetas =
    [
        "article:modified_time", "article:modified", "og:updated_time", "article.updated", "dcterms.modified", "dc.date.modified",
        "last-modified", "last_updated", "lastmod", "datemodified", "date_modified", "modified", "updated",
    ];

    private static readonly HashSet<string> NotOfArticle = new(StringComparer.OrdinalIgnoreCase)
    {
        "comments", "comment", "commentlist", "comment-list", "comments-area", "comment-body", "related", "related-posts",
        "related-articles", "sidebar", "widget", "widget-area", "recent-posts", "more-stories", "teaser", "teasers", "recommended",
        "site-header", "site-footer", "masthead", "topbar", "top-bar", "today", "clock", "ticker", "disqus_thread", "respond",
    };

    /// <summary>The dates of publication, the most certain first.</summary>
    public static List<string> Published(IHtmlDocument page, PageMetas metas, LinkedArticle? linked, LinkedNodes nodes, Uri? address)
    {
        var microdata = Marked(page, "[itemprop~=datePublished], [property~='schema:datePublished'], [property=datePublished]");
        var dates = new List<string?> { metas.First(PublishedMetas[0]), linked?.Published };
        dates.AddRange(microdata);
        dates.AddRange(PublishedMetas.Select(name => metas.First(name)));
        dates.Add(nodes.Typed("WebPage", "ItemPage", "MediaObject", "VideoObject", "PodcastEpisode")?.Text("datePublished"));
        dates.Add(linked?.Created);
        dates.AddRange(Marked(page, "[itemprop~=dateCreated], time[pubdate], .published[datetime], .published[title], .dt-published"));
        dates.AddRange(Times(page));
        dates.AddRange(Words(page));
        dates.Add(InAddress(address));
        return [.. dates.Select(date => date?.Trim()).OfType<string>().Where(date => date.Length > 0).Distinct().Take(MostDates)];
    }

    /// <summary>The date of the last change; null if none is stated.</summary>
    public static string? Updated(IHtmlDocument page, PageMetas metas, LinkedArticle? linked, LinkedNodes nodes) =>
        metas.First(UpdatedMetas) ?? linked?.Updated ?? Marked(page, "[itemprop~=dateModified]").FirstOrDefault()
        ?? nodes.Typed("WebPage")?.Text("dateModified");

    private static IEnumerable<string?> Marked(IHtmlDocument page, string selector) =>
        page.QuerySelectorAll(selector).Take(MostElements).Where(IsOfArticle).Select(ValueOf);

    private static string? ValueOf(IElement element) =>
        element.GetAttribute("datetime") ?? element.GetAttribute("content") ?? element.GetAttribute("title")
        ?? element.QuerySelector("time[datetime], .value-title")?.GetAttribute(element.LocalName == "time" ? "datetime" : "title")
        ?? element.QuerySelector("time[datetime]")?.GetAttribute("datetime") ?? Short(element);

    // Those in an article first; outside of one, a date in the head of the page may be today's.
    private static IEnumerable<string?> Times(IHtmlDocument page)
    {
        var times = page.QuerySelectorAll("time[datetime]").Take(MostElements).Where(IsOfArticle).ToList();
        var others = page.QuerySelectorAll(
            "relative-time[datetime], time-ago[datetime], div[datetime], span[datetime], [data-published-date], [data-pubdate]")
            .Take(MostElements).Where(IsOfArticle).Take(1)
            .Select(other => other.GetAttribute("datetime") ?? other.GetAttribute("data-published-date")
                ?? other.GetAttribute("data-pubdate"));
        return times.Where(time => IsWithin(time, "article")).Concat(times.Where(time => IsWithin(time, "main")))
            .Concat(times.Where(time => !IsWithin(time, "header"))).Select(time => time.GetAttribute("datetime"))
            .Concat(others);
    }

    // Dates in words, only where the markup says that they are.
    private static IEnumerable<string?> Words(IHtmlDocument page) =>
        page.QuerySelectorAll(
            "time, .entry-date, .post-date, .article-date, .article__date, .pubdate, .publish-date, .published-date, .date-published, "
            + ".dateline, .byline-date, .posted-on, .post-timestamp, .meta-date, .entry-meta .date, .post-meta .date, .byline .date, "
            + "article header .date, .date-header, .timestamp, .submitted, .date")
        .Take(MostElements).Where(IsOfArticle).Select(Short).OfType<string>().Select(WithoutLead).Take(MostDates / 4);

    private static string? Short(IElement element)
    {
        var text = Text.Markup.OneLine(element.TextContent);
        return text is { Length: <= LongestWords } && text.Any(char.IsDigit) ? text : null;
    }

    // "Published on: 3 March 2024", "Veröffentlicht am 3. März 2024".
    private static string WithoutLead(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        if (colon > 0 && !text[..colon].Any(char.IsDigit))
        {
            return text[(colon + 2)..];
        }

        foreach (var lead in (string[])["published on ", "posted on ", "published ", "posted ", "updated ", "veröffentlicht am ", "vom ",
            "am ", "erstellt am ", "publié le ", "le ", "publicado el ", "publicado em ", "pubblicato il ", "geplaatst op ", "on ",
            "opublikowano ", "publicerad ", "publisert ", "udgivet "])
        {
            if (text.StartsWith(lead, StringComparison.OrdinalIgnoreCase))
            {
                return text[lead.Length..];
            }
        }

        return text;
    }

    private static string? InAddress(Uri? address)
    {
        var parts = address?.AbsolutePath.Split('/') ?? [];
        for (var i = 0; i < parts.Length; i++)
        {
            // "/2024-03-05-the-ferry".
            if (parts[i].Length >= 10 && parts[i][4] == '-' && parts[i][7] == '-' && Number(parts[i][..4]) is >= 1990 and <= 2100
                && Number(parts[i][5..7]) is >= 1 and <= 12 && Number(parts[i][8..10]) is >= 1 and <= 31)
            {
                return parts[i][..10];
            }

            if (i + 3 >= parts.Length)
            {
                continue;
            }

            if (parts[i].Length == 4 && Number(parts[i]) is >= 1990 and <= 2100 && Number(parts[i + 1]) is >= 1 and <= 12
                && Number(parts[i + 2]) is >= 1 and <= 31)
            {
                return $"{parts[i]}-{parts[i + 1].PadLeft(2, '0')}-{parts[i + 2].PadLeft(2, '0')}";
            }
        }

        return null;
    }

    private static int? Number(string digits) => digits.Length <= 4 && int.TryParse(
        digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsOfArticle(IElement element)
    {
        for (var at = element; at is not null && at.LocalName != "body"; at = at.ParentElement)
        {
            if (at.LocalName is "aside" or "footer" or "nav" or "form" && !IsWithin(at, "article")
                || NotOfArticle.Contains(at.Id ?? "") || at.ClassList.Any(NotOfArticle.Contains))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWithin(IElement element, string name)
    {
        for (var at = element.ParentElement; at is not null; at = at.ParentElement)
        {
            if (at.LocalName == name)
            {
                return true;
            }
        }

        return false;
    }
}
