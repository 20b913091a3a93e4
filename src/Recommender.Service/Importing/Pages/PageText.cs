using System.Diagnostics;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Pages;

/// <summary>What was found in a page by looking for its main text.</summary>
/// <param name="Html">The main text.</param>
/// <param name="Title">The title that the search has found; null if none.</param>
/// <param name="Byline">The byline that the search has found; null if none.</param>
internal sealed record PageText(string Html, string? Title, string? Byline)
{
    // No site has it; links that stay relative to it are relative.
    private const string Unknown = "http://unknown.invalid/";

    // A longer text is found by its length; a shorter one loses against what stands beside it.
    private const int ShortText = 1_500;

    // Of the paragraphs that the page marks as its article, so many tell whether the right text was found.
    private const int MostParagraphs = 5;
    private const int ShortestParagraph = 40;
    private const int MostStated = 50;

    // What marks the article of a page, the most certain first.
    private static readonly string[] Selectors = ["[itemprop~=articleBody]", "article", "main, [role=main]"];

    private static readonly string[] Beside = ["h1", "nav", "aside", "footer", "form", "button", "script", "style", "template", "dialog"];

    /// <summary>Finds the main text. This changes the page.</summary>
    /// <param name="baseUrl">What relative addresses are resolved against; null if unknown.</param>
    public static PageText Find(IHtmlDocument page, Uri? baseUrl)
    {
        // Charts can be most of a page, and hold no text of the article.
        foreach (var chart in page.QuerySelectorAll("svg").ToList())
        {
            chart.Remove();
        }

        if (baseUrl is not null && page.QuerySelector("base[href]") is not null)
        {
            PageLinks.Resolve(page, baseUrl);
        }

        PageNoise.Remove(page);
        var stated = Stated(page);
        var whole = page.Body?.InnerHtml ?? "";
        var found = Search(page, baseUrl);
        if (found is not { Completed: true } || string.IsNullOrWhiteSpace(found.Content))
        {
            return new PageText(stated?.Html ?? whole, found?.Title, found?.Byline);
        }

        var content = found.Content.Replace(Unknown, "/", StringComparison.Ordinal);
        return new PageText(stated is not null && IsBeside(stated, found.TextContent) ? stated.Html : content, found.Title, found.Byline);
    }

    private static SmartReader.Article? Search(IHtmlDocument page, Uri? baseUrl)
    {
        try
        {
            return new SmartReader.Reader(baseUrl?.AbsoluteUri ?? Unknown, page).GetArticle();
        }
        // SmartReader throws these, NullReferenceException included, on pages that it cannot cope with; the page still has its whole text.
        catch (Exception e) when (
            e is InvalidOperationException or ArgumentException or NullReferenceException or FormatException or DomException)
        {
            Activity.Current?.AddException(e);
            return null;
        }
    }

    // The text that the page itself marks as its article: one element; several say nothing.
    private static StatedText? Stated(IHtmlDocument page)
    {
        foreach (var selector in Selectors)
        {
            var outermost = page.QuerySelectorAll(selector).Where(element => element.ParentElement?.Closest(selector) is null)
                .Take(MostStated).ToList();
            // Beside several, the one with the title.
            var chosen = outermost.Count == 1 ? outermost : outermost.FindAll(element => element.QuerySelector("h1") is not null);
            if (chosen is [var only])
            {
                return selector == Selectors[0] || IsTitled(only, page) ? StatedText.Of(only) : null;
            }
        }

        return null;
    }

    // A teaser of another article may stand alone in such an element; it does not have the title of the page.
    private static bool IsTitled(IElement element, IHtmlDocument page)
    {
        if (element.QuerySelector("h1") is not null)
        {
            return true;
        }

        var title = TitleParts.Letters(page.Title);
        return page.QuerySelector("h1") is null && element.QuerySelectorAll("h2, h3").Take(MostStated)
            .Select(heading => TitleParts.Letters(heading.TextContent))
            .Any(letters => letters.Length > 0 && title.Contains(letters, StringComparison.Ordinal));
    }

    // What was found is not the article: it lacks its paragraphs, or the article is a small part of it.
    private static bool IsBeside(StatedText stated, string found)
    {
        var letters = TitleParts.Letters(found);
        var paragraphs = stated.Paragraphs.Take(MostParagraphs).Select(TitleParts.Letters).ToList();
        if (paragraphs.Count == 0)
        {
            return false;
        }

        return !paragraphs.Any(paragraph => letters.Contains(paragraph, StringComparison.Ordinal))
            || (stated.Length < ShortText && letters.Length > 2 * TitleParts.Letters(stated.Text).Length);
    }

    private sealed record StatedText(string Html, string Text, IReadOnlyList<string> Paragraphs)
    {
        public int Length => Text.Length;

        public static StatedText? Of(IElement element)
        {
            var copy = (IElement)element.Clone();
            foreach (var other in copy.QuerySelectorAll(string.Join(", ", Beside)).ToList())
            {
                other.Remove();
            }

            var text = Markup.OneLine(copy.TextContent) ?? "";
            var paragraphs = copy.QuerySelectorAll("p").Select(p => p.TextContent.Trim()).Where(p => p.Length >= ShortestParagraph)
                .Take(MostParagraphs).ToList();
            return text.Length == 0 ? null : new StatedText(copy.OuterHtml, text, paragraphs);
        }
    }
}
