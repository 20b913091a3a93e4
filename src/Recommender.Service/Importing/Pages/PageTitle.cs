using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Pages;

/// <summary>Finds the title of a page's article, without the name of the site.</summary>
internal sealed class PageTitle
{
    private const int MostHeadings = 100;
    private const int LongestHeading = 500;
    private const int MostCuts = 4;

    // The places of headings that are not of the article.
    private static readonly HashSet<string> Outside = ["nav", "aside", "footer", "form", "dialog"];

    private readonly SiteNames _names;
    private readonly string? _section;
    private readonly List<string> _headings = [];
    private readonly HashSet<string> _letters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inArticle = new(StringComparer.Ordinal);
    private readonly string? _stated;
    private readonly string? _inWindow;

    /// <param name="page">Not yet changed by the search for the main text.</param>
    /// <param name="section">The article's section, which stands between title and name on some sites.</param>
    public PageTitle(IHtmlDocument page, PageMetas metas, LinkedArticle? linked, SiteNames names, string? section)
    {
        (_names, _section) = (names, TitleParts.Letters(section));
        foreach (var heading in page.QuerySelectorAll("h1, h2, h3").Where(IsOfArticle).Take(MostHeadings))
        {
            if (Line(heading.TextContent) is { Length: <= LongestHeading } line && !names.Has(line))
            {
                _headings.Add(line);
                _letters.Add(TitleParts.Letters(line));
                if (heading.Closest("article, main") is not null)
                {
                    _inArticle.Add(TitleParts.Letters(line));
                }
            }
        }

        _inWindow = Line(page.Title);
        // Some sites state their own name, on every page.
        _stated = new[]
        {
            metas.First("dc:title", "dc.title", "dcterm:title", "dcterms.title"), HeadlineOf(linked, metas), metas.First("og:title"),
            page.QuerySelector("h1[itemprop~=headline], h2[itemprop~=headline]")?.TextContent,
            metas.First("twitter:title"), metas.First("parsely-title", "sailthru.title", "title"),
        }.Select(Line).FirstOrDefault(title => title is not null && !names.Has(title));
    }

    /// <param name="found">The title that the search for the main text has found; null if none.</param>
    /// <returns>Null if the page has no title.</returns>
    public string? Choose(string? found)
    {
        var title = _stated ?? Usable(found) ?? Usable(_inWindow) ?? _headings.FirstOrDefault() ?? _inWindow;
        return title is null ? null : Whole(WithoutName(title));
    }

    // Headlines in JSON-LD are cut at 110 characters by some sites, and are descriptions in others.
    private string? HeadlineOf(LinkedArticle? linked, PageMetas metas)
    {
        var (headline, name, shared) = (Line(linked?.Headline), Line(linked?.Name), Line(metas.First("og:title")));
        var isCut = headline is { Length: > 60 } && shared?.Length > headline.Length
            && shared.StartsWith(headline.TrimEnd('.', '…', ' '), StringComparison.OrdinalIgnoreCase);
        return isCut ? shared : name is not null && !IsInPage(headline) && IsInPage(name) ? name : headline;
    }

    private bool IsInPage(string? title)
    {
        var letters = TitleParts.Letters(title);
        return letters.Length > 0
            && (_letters.Contains(letters) || TitleParts.Letters(_inWindow).Contains(letters, StringComparison.Ordinal));
    }

    private string? Usable(string? title) => Line(title) is { } line && !_names.Has(line) ? line : null;

    private string WithoutName(string title)
    {
        if (title.Length > LongestHeading)
        {
            return title;
        }

        var hasCutName = false;
        for (var cut = 0; cut < MostCuts && Shorter(title, hasCutName) is { } shorter; cut++)
        {
            title = shorter;
            hasCutName = true;
        }

        return title;
    }

    // The section is cut only before the name: alone it may be part of the title.
    private string? Shorter(string title, bool hasCutName)
    {
        foreach (var (rest, part, _) in TitleParts.Ends(title).Concat(TitleParts.Starts(title)))
        {
            var letters = TitleParts.Letters(rest);
            var isAtEnd = title.StartsWith(rest, StringComparison.Ordinal);
            // At the start, a short heading is rather the head of the page.
            var isHeading = _letters.Contains(letters) && (!_letters.Contains(TitleParts.Letters(part)) || (isAtEnd && IsHead(part, rest)))
                && (isAtEnd ? !char.IsAsciiDigit(part[^1]) : rest.Length > part.Length);
            if (letters.Length > 0 && !_names.Has(rest)
                && (_names.Has(part) || (isAtEnd && _names.HasAtEnd(part)) || isHeading
                    || (hasCutName && TitleParts.Letters(part) == _section)))
            {
                return isHeading ? WithNumber(title, rest) : rest;
            }
        }

        return null;
    }

    // The head of the page is a heading outside the article in which the title stands.
    private bool IsHead(string part, string rest) =>
        _inArticle.Contains(TitleParts.Letters(rest)) && !_inArticle.Contains(TitleParts.Letters(part));

    // "A tale - Chapter 2 - Site": the number stays, although the heading does not have it.
    private static string WithNumber(string title, string heading)
    {
        var longer = title.StartsWith(heading, StringComparison.Ordinal)
            ? TitleParts.Ends(title).Select(end => end.Left)
                .FirstOrDefault(left => left.Length > heading.Length && char.IsAsciiDigit(left[^1]))
            : null;
        return longer ?? heading;
    }

    // A title that was cut for sharing stands whole in the page.
    private string Whole(string title)
    {
        var start = title.EndsWith('…') ? title[..^1] : title.EndsWith("...", StringComparison.Ordinal) ? title[..^3] : null;
        return start is { Length: > 10 }
            ? _headings.Find(heading => heading.StartsWith(start.TrimEnd(), StringComparison.OrdinalIgnoreCase)) ?? title : title;
    }

    private static bool IsOfArticle(IElement heading)
    {
        for (var at = heading.ParentElement; at is not null; at = at.ParentElement)
        {
            if (Outside.Contains(at.LocalName))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Line(string? text) => Markup.OneLine(text is null ? null : WebUtility.HtmlDecode(text));
}
