using System.Net;
using System.Text;
using System.Text.Json;

namespace Recommender.Service.Importing.Formats;

/// <summary>Makes HTML of the editors' formats of Ghost, for posts that an export holds without HTML.</summary>
internal static class GhostText
{
    private const int Deepest = 60;
    private const string GateStart = "<!--kg-gated-block:begin";
    private const string GateEnd = "<!--kg-gated-block:end-->";

    /// <returns>Null if it is not such a document, or is empty.</returns>
    public static string? OfLexical(string? json) => Of(json, static (root, html) =>
    {
        if (root.Member("root") is { } node)
        {
            Node(node, html, 0);
        }
    });

    /// <inheritdoc cref="OfLexical"/>
    public static string? OfMobiledoc(string? json) => Of(json, Mobiledoc);

    /// <summary>The HTML without the blocks that Ghost shows to its members only.</summary>
    public static string Public(string html)
    {
        for (var at = 0; (at = html.IndexOf(GateStart, at, StringComparison.Ordinal)) >= 0;)
        {
            var head = html.IndexOf("-->", at, StringComparison.Ordinal);
            if (head >= 0 && !html.AsSpan(at, head - at).Contains("nonMember:false", StringComparison.Ordinal))
            {
                at = head;
                continue;
            }

            var end = html.IndexOf(GateEnd, at, StringComparison.Ordinal);
            html = end < 0 ? html[..at] : html.Remove(at, end + GateEnd.Length - at);
        }

        return html;
    }

    private static string? Of(string? json, Action<JsonElement, StringBuilder> write)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest * 3 });
            var html = new StringBuilder();
            write(document.RootElement, html);
            return html.Length == 0 ? null : html.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Node(JsonElement node, StringBuilder html, int depth)
    {
        if (depth > Deepest || node.ValueKind != JsonValueKind.Object || IsGated(node.Member("visibility")))
        {
            return;
        }

        var (open, close) = Tag(node);
        html.Append(open);
        html.Append(node.Text("type") switch
        {
            "html" => node.Text("html"),
            "markdown" => WebUtility.HtmlEncode(node.Text("markdown")),
            "codeblock" => WebUtility.HtmlEncode(node.Text("code")),
            "image" => Picture(node.Text("src"), node.Text("caption")),
            "callout" => node.Text("calloutText"),
            "toggle" => $"{node.Text("heading")}<p>{node.Text("content")}</p>",
            "bookmark" or "embed" or "linebreak" => "<br>",
            _ => WebUtility.HtmlEncode(node.Text("text")),
        });
        if (node.Member("children") is { ValueKind: JsonValueKind.Array } children)
        {
            foreach (var child in children.EnumerateArray())
            {
                Node(child, html, depth + 1);
            }
        }

        html.Append(close);
    }

    // A card for members, or for mails; older posts state it as showOnWeb.
    private static bool IsGated(JsonElement? visibility) =>
        (visibility?.Member("web")?.Member("nonMember") ?? visibility?.Member("showOnWeb"))?.ValueKind == JsonValueKind.False;

    private static (string Open, string Close) Tag(JsonElement node) => node.Text("type") switch
    {
        "paragraph" or "aside" or "callout" => ("<p>", "</p>"),
        "heading" or "extended-heading" when node.Text("tag") is "h1" or "h2" or "h3" or "h4" or "h5" or "h6" =>
            ($"<{node.Text("tag")}>", $"</{node.Text("tag")}>"),
        "quote" or "extended-quote" => ("<blockquote>", "</blockquote>"),
        "list" => ("<ul>", "</ul>"),
        "listitem" => ("<li>", "</li>"),
        "codeblock" => ("<pre>", "</pre>"),
        "link" => ($"<a href=\"{WebUtility.HtmlEncode(node.Text("url"))}\">", "</a>"),
        _ => ("", ""),
    };

    private static string Picture(string? source, string? caption) =>
        $"<figure><img src=\"{WebUtility.HtmlEncode(source)}\"><figcaption>{caption}</figcaption></figure>";

    // Sections: [1, tag, markers], [2, image], [3, list tag, [markers]], [10, card]; a marker is [kind, opened, closed, text].
    private static void Mobiledoc(JsonElement root, StringBuilder html)
    {
        foreach (var section in Items(root.Member("sections")).Where(section => section.ValueKind == JsonValueKind.Array))
        {
            var parts = section.EnumerateArray().ToList();
            var kind = parts.Count > 1 && parts[0].ValueKind == JsonValueKind.Number && parts[0].TryGetInt32(out var number) ? number : 0;
            switch (kind)
            {
                case 1 when parts.Count > 2:
                    var tag = JsonItem.AsText(parts[1]) is { } name && name.All(char.IsAsciiLetterOrDigit) ? name : "p";
                    html.Append($"<{tag}>{Markers(parts[2])}</{tag}>");
                    break;
                case 2:
                    html.Append(Picture(JsonItem.AsText(parts[1]), null));
                    break;
                case 3 when parts.Count > 2:
                    html.Append($"<ul>{string.Concat(Items(parts[2]).Select(item => $"<li>{Markers(item)}</li>"))}</ul>");
                    break;
                case 10 when parts[1].TryGetInt32(out var index):
                    Card(Items(root.Member("cards")).ElementAtOrDefault(index), html);
                    break;
            }
        }
    }

    private static void Card(JsonElement card, StringBuilder html)
    {
        var parts = Items(card).ToList();
        var content = parts.Count > 1 ? parts[1] : default;
        html.Append(parts.Count > 0 ? JsonItem.AsText(parts[0]) switch
        {
            "html" => content.Text("html"),
            "image" => Picture(content.Text("src"), content.Text("caption")),
            "markdown" or "card-markdown" => $"<p>{WebUtility.HtmlEncode(content.Text("markdown"))}</p>",
            "code" => $"<pre>{WebUtility.HtmlEncode(content.Text("code"))}</pre>",
            _ => null,
        } : null);
    }

    private static string Markers(JsonElement markers) => string.Concat(Items(markers)
        .Select(marker => Items(marker).LastOrDefault()).Where(text => text.ValueKind == JsonValueKind.String)
        .Select(text => WebUtility.HtmlEncode(text.GetString())));

    private static IEnumerable<JsonElement> Items(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
