using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Text;

/// <summary>The body of an article, from HTML to plain text. Pure; safe for concurrent use.</summary>
internal sealed record ArticleText(string Text, IReadOnlyList<TextSpan> Spans, string? Image)
{
    private static readonly HashSet<string> Dropped =
    [
        "script", "style", "noscript", "template", "nav", "form", "head", "svg", "math", "iframe", "object", "embed", "canvas", "audio",
        "video", "select", "textarea", "button", "input",
    ];

    private static readonly HashSet<string> Blocks =
    [
        "p", "div", "section", "article", "aside", "header", "footer", "main", "blockquote", "pre", "figure", "figcaption",
        "address", "center",
        "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "br", "details", "summary",
        "fieldset", "body",
    ];

    /// <summary>The text of <paramref name="html"/>; links and images are resolved against <paramref name="baseUrl"/>.</summary>
    /// <exception cref="FormatException">It nests too deep.</exception>
    public static ArticleText Of(string html, Uri? baseUrl)
    {
        if (MarkupDepth.IsTooDeep(html))
        {
            throw new FormatException(MarkupDepth.Problem);
        }

        var parser = new HtmlParser(
            new HtmlParserOptions { SkipComments = true, DisableElementPositionTracking = true, IsNotSupportingFrames = true });
        using var document = parser.ParseDocument(html);
        return Of(document.Body!, baseUrl);
    }

    /// <summary>The text below an element.</summary>
    public static ArticleText Of(INode root, Uri? baseUrl)
    {
        var text = new TextBuilder();
        string? image = null;
        // Not recursive: bodies nest as deep as their writers' tools went wrong.
        var node = root;
        while (true)
        {
            var descend = true;
            if (node is IText leaf)
            {
                text.Append(leaf.Data);
            }
            else if (node is IElement element)
            {
                descend = !Dropped.Contains(element.LocalName);
                if (descend)
                {
                    Enter(text, element, baseUrl);
                    image ??= element.LocalName == "img" ? ImageOf(element, baseUrl) : null;
                }
            }

            if (descend && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            while (node != root && node.NextSibling is null)
            {
                Leave(text, node);
                node = node.Parent!;
            }

            Leave(text, node);
            if (node == root)
            {
                break;
            }

            node = node.NextSibling!;
        }

        return new ArticleText(text.ToString(), text.Spans(), image);
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
                // An anchor without a usable target is opened all the same, so that leaving it closes nothing else.
                text.Open(SpanKind.Link, WebUrl.Clean(element.GetAttribute("href"), baseUrl));
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

    private static string? ImageOf(IElement image, Uri? baseUrl)
    {
        // One pixel wide pictures count readers.
        if (int.TryParse(image.GetAttribute("width"), out var width) && width <= 2)
        {
            return null;
        }

        return WebUrl.Parse(image.GetAttribute("src"), baseUrl)?.AbsoluteUri
            ?? WebUrl.Parse(image.GetAttribute("data-src") ?? image.GetAttribute("data-lazy-src"), baseUrl)?.AbsoluteUri;
    }
}
