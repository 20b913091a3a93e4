using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Pages;

/// <summary>Finds the authors that a page names.</summary>
internal static partial class PageAuthors
{
    private const int MostElements = 20;
    private const int LongestName = 100;
    private const int LongestByline = 60;
    private const int LongestLine = 300;

    // Names of accounts, not of people; they count only if no other name is found.
    private static readonly HashSet<string> Accounts = new(StringComparer.OrdinalIgnoreCase)
    {
        "admin", "administrator", "webmaster", "root", "user", "editor", "author", "guest", "anonymous", "unknown", "wordpress", "test",
        "none", "null", "undefined", "n/a", "na", "default", "super user", "superuser", "system", "moderator", "redaktion", "redacción",
        "rédaction", "redazione", "redactie", "staff", "site admin", "posted", "follow",
    };

    /// <param name="byline">The byline that the search for the main text has found; null if none.</param>
    /// <returns>The authors, one each; empty if none is named.</returns>
    public static IReadOnlyList<string> Of(
        PageMetas metas, LinkedArticle? linked, IReadOnlyList<string> marked, string? byline, SiteNames site)
    {
        IReadOnlyList<string>[] sources =
        [
            Names(linked?.Authors ?? []), Names(metas.All("dc:creator")), Names(metas.All("dc.creator")),
            Names(metas.All("dcterm:creator")), Names(metas.All("dcterms.creator")), Names(metas.All("author")),
            Names(metas.All("parsely-author")), Names(metas.All("article:author")), Names(metas.All("og:article:author")),
            Names(metas.All("sailthru.author")), Names(metas.All("byl")),
        ];
        sources = IsOfArticle(marked, byline) ? [.. sources, Names(marked), Names([byline ?? ""])]
            : [.. sources, Names([byline!]), Names(marked)];
        return sources.Select(names => names.Where(name => !Accounts.Contains(name) && !site.Has(name)).ToList())
            .FirstOrDefault(names => names.Count > 0) ?? sources.FirstOrDefault(names => names.Count > 0) ?? [];
    }

    /// <summary>The authors that the page marks as such.</summary>
    /// <param name="page">Not yet changed by the search for the main text.</param>
    public static IReadOnlyList<string> Marked(IHtmlDocument page)
    {
        foreach (var selector in (string[])["[itemprop~=author]", "a[rel~=author]", ".author .fn, .byline .fn, .vcard .fn, .p-author",
            ".byline .author, .byline-name, .author-name, .authorname, .c-byline__author"])
        {
            var names = page.QuerySelectorAll(selector).Take(MostElements).Where(IsOfArticle).Select(NameOf).OfType<string>().Distinct()
                .ToList();
            if (names.Count > 0)
            {
                return names;
            }
        }

        return [];
    }

    private static List<string> Names(IReadOnlyList<string> stated) =>
        [.. stated.Where(name => WebUrl.Parse(name) is null).Select(Bare).OfType<string>().Where(name => AuthorNames.Of(name) is not null)];

    // Without "By".
    private static string? Bare(string stated)
    {
        var name = Markup.OneLine(Markup.ToPlain(stated));
        name = name?.Length > LongestLine ? name[..LongestLine] : name;
        name = name is null ? null : WithoutRest(WithoutLead(name)).Trim(' ', ',', ':', '|', '·', '•', '-', '–', '—');
        return string.IsNullOrEmpty(name) || name.StartsWith('@') || Dated().IsMatch(name) ? null : name;
    }

    // The byline is only the first of several; but what a page marks first may be of another article.
    private static bool IsOfArticle(IReadOnlyList<string> marked, string? byline) =>
        byline is null || byline.Length > LongestByline || byline.Any(char.IsDigit)
        || marked.Any(name => byline.Contains(name, StringComparison.OrdinalIgnoreCase));

    private static string WithoutLead(string name)
    {
        var bare = Particle().Replace(Lead().Replace(name, ""), "");
        var isGlued = bare is ['B', 'y', _, _, ..] && char.IsUpper(bare[2]) && char.IsLower(bare[3]);
        return isGlued ? bare[2..] : bare;
    }

    // "Ann Example · The Courier · 3 March 2024, 10:00".
    private static string WithoutRest(string name)
    {
        var end = Rest().Match(name);
        return end.Success && end.Index > 0 ? name[..end.Index] : name;
    }

    private static string? NameOf(IElement element)
    {
        var inner = element.QuerySelector("[itemprop~=name]") ?? element;
        var text = Markup.OneLine(inner.GetAttribute("content") ?? inner.TextContent);
        return text is { Length: <= LongestName } ? text : null;
    }

    // The author of a comment is none of the article.
    private static bool IsOfArticle(IElement element)
    {
        for (var at = element; at is not null && at.LocalName != "body"; at = at.ParentElement)
        {
            var isComment = IsOfComment(at.Id) || (IsOfComment(at.ClassName) && at.LocalName is not "article");
            if (isComment || (at.LocalName is "aside" or "footer" && at.Closest("article") is null))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOfComment(string? names) => names?.Contains("comment", StringComparison.OrdinalIgnoreCase) == true;

    [GeneratedRegex(
        @"^(?:last)?\s*(?:updated|modified|published|posted|reviewed|edited)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dated();

    // A date, or a separator.
    [GeneratedRegex(
        @"\s*(?:[|·•]|(?<=\p{L})[0-9]{1,2}\s\p{L}{3,}|\s[/–—]\s|\b(?:updated|published|posted|aktualisiert|veröffentlicht|publié|mis à "
            + @"jour)\b|\b(?:on\s+)?(?:jan|"
            + @"feb|mar|apr|may"
        + @"|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+[0-9]|,?\s*[0-9]{1,4}[./-][0-9]|,?\s+[0-9]{4}\b|,?\s+[0-9]{1,2}\.?\s+\p{L}{3,})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rest();

    [GeneratedRegex(
        @"^(?:(?:written|posted|published|reported|story|words|text|article|reporting)\s+)?(?:by|author|auteur|autore|autor(?:in|a)?|автор"
        + @"|作者|文|記者|著者|szerző|yazan)(?:\s*[:：]\s*|\s+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    // Also parts of names: "Von Beispiel".
    [GeneratedRegex(
        @"^(?:von|par|por|door|av|af|di|przez|от|de)\s*:?\s+(?=\S+\s+\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Particle();
}
