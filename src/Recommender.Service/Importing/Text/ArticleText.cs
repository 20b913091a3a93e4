using AngleSharp.Dom;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Pictures;

namespace Recommender.Service.Importing.Text;

/// <summary>Converts the body of an article from HTML to plain text. Pure and thread-safe.</summary>
internal sealed record ArticleText(string Text, IReadOnlyList<TextSpan> Spans, Picture? Image)
{
    private static readonly HashSet<string> Dropped =
    [
        "script", "style", "noscript", "template", "nav", "form", "head", "svg", "annotation", "annotation-x"
            + "ml", "iframe", "object", "embed", "canvas", "audio",
        "video", "select", "textarea", "button", "input",
    ];

    private static readonly HashSet<string> Blocks =
    [
        "p", "div", "section", "article", "aside", "header", "footer", "main", "blockquote", "pre", "figure", "figcaption", "address",
        "center",
        "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "br", "details", "summary",
        "fieldset", "body",
    ];

    // A live blog of a day has some ten thousand, a large chart a hundred thousand. The tree of so many takes about 300 MB.
    private const int MaxElements = 250_000;

    // Longer addresses are data, not links to articles.
    private const int LongestLink = 8_000;

    /// <summary>
    /// The text of <paramref name="html"/>; links and images are resolved against <paramref name="baseUrl"/>. HTML from outside is read
    /// through <see cref="Reading"/>, which bounds time and memory.
    /// </summary>
    /// <exception cref="FormatException">It is nested too deeply, or has too many elements.</exception>
    public static ArticleText Of(string html, Uri? baseUrl)
    {
        using var document = BoundedHtml.Parse(html, withFrames: false, MaxElements);
        return Of(document.Body!, baseUrl);
    }

    /// <summary>The text below an element.</summary>
    public static ArticleText Of(INode root, Uri? baseUrl)
    {
        var text = new TextBuilder();
        var pictures = new PictureFinder(baseUrl);
        TreeWalk.Visit(root, Visit, node => Leave(text, node));
        return new ArticleText(text.ToString(), text.Spans(), pictures.Best);

        bool Visit(INode node)
        {
            if (node is IText leaf)
            {
                text.Append(leaf.Data);
            }
            else if (node is IElement element)
            {
                pictures.Look(element);
                if (Dropped.Contains(element.LocalName))
                {
                    return false;
                }

                Enter(text, element, baseUrl);
            }

            return true;
        }
    }

    private static void Enter(TextBuilder text, IElement element, Uri? baseUrl)
    {
        var name = element.LocalName;
        if (Blocks.Contains(name))
        {
            text.Break();
        }

        switch (name)
        {
            case "td" or "th":
                text.Append(" ");
                break;
            case "b" or "strong":
                text.Bold++;
                break;
            case "a":
                // An anchor without a usable target is opened as well, so that leaving it closes nothing else.
                text.Open(SpanKind.Link, WebUrl.Clean(Short(element.GetAttribute("href")), baseUrl));
                break;
            case "li":
                text.Open(SpanKind.ListItem);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                text.Open(SpanKind.Heading);
                break;
        }
    }

    private static void Leave(TextBuilder text, INode node)
    {
        if (node is not IElement { LocalName: var name } || Dropped.Contains(name))
        {
            return;
        }

        switch (name)
        {
            case "b" or "strong":
                text.Bold--;
                break;
            case "a":
                text.Close(SpanKind.Link);
                break;
            case "li":
                text.Close(SpanKind.ListItem);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                text.Close(SpanKind.Heading);
                break;
        }

        if (Blocks.Contains(name))
        {
            text.Break();
        }
    }

    private static string? Short(string? url) => url?.Length <= LongestLink ? url : null;
}
