using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Recommender.Service.Tests.Importing.Suites;

/// <summary>Compares texts, addresses and lists of suites with those of articles: without markup and white space.</summary>
internal static partial class PlainMarkup
{
    private static readonly HashSet<string> Dropped =
    [
        "script", "style", "noscript", "template", "nav", "form", "head", "svg", "math", "iframe", "object", "canvas", "audio", "video",
        "select", "textarea", "button",
    ];

    /// <summary>The text of HTML, and the targets of its links.</summary>
    public static (string Text, List<string> Links) Of(string? html)
    {
        var (text, links, depth) = (new StringBuilder(), new List<string>(), 0);
        using var source = new TextSource(html ?? "");
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        while (tokens.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            if (token is HtmlTagToken tag)
            {
                var isDropped = Dropped.Contains(tag.Name);
                depth += !isDropped || tag.IsSelfClosing ? 0 : tag.Type == HtmlTokenType.StartTag ? 1 : depth > 0 ? -1 : 0;
                if (tag.Name == "a" && tag.GetAttribute("href") is { Length: > 0 } target)
                {
                    links.Add(target);
                }

                tokens.State = tag.Type == HtmlTokenType.StartTag && !tag.IsSelfClosing && tag.Name is "script" or "style"
                    ? HtmlParseMode.Rawtext : HtmlParseMode.PCData;
            }
            else if (token.Type == HtmlTokenType.Character && depth == 0)
            {
                text.Append(token.Data);
            }
        }

        return (text.ToString(), links);
    }

    public static string Squeezed(string? text) => Ignored().Replace(text ?? "", "");

    /// <summary>Whether the text of an expectation, with or without its markup, was read.</summary>
    public static bool Same(string? expected, string? read) => read is not null
        && (Squeezed(Of(expected).Text) == Squeezed(read) || Squeezed(expected) == Squeezed(read));

    /// <summary>Whether an expectation has no text.</summary>
    public static bool IsBlank(string? expected) => Squeezed(Of(expected).Text).Length == 0;

    /// <summary>Whether two lists have the same members.</summary>
    public static bool SameSet(IEnumerable<string?> expected, IEnumerable<string?> read) =>
        expected.Select(Squeezed).ToHashSet().SetEquals(read.Select(Squeezed));

    /// <summary>Whether the authors of an article are the expected ones, in any order.</summary>
    public static bool SameNames(IEnumerable<string?> expected, string? read) =>
        Squeezed(string.Join(", ", expected)) == Squeezed(read) || SameSet(expected, read?.Split(", ") ?? []);

    public static bool SameUrl(string? expected, string? read) => Address(expected) == Address(read);

    private static string? Address(string? url)
    {
        var parts = Parts().Match(url?.Trim() ?? "");
        var path = parts.Groups[2].Value is { Length: > 0 } some ? Uri.UnescapeDataString(some) : "/";
        return string.IsNullOrEmpty(url) ? null : $"{parts.Groups[1].Value.ToLowerInvariant()}{path}{parts.Groups[3].Value}";
    }

    [GeneratedRegex("[\\s\u00AD\u200B\u200C\u2060\uFEFF\\x00-\\x1F]+")]
    private static partial Regex Ignored();

    [GeneratedRegex(@"^((?:[a-z][\w+.-]*:)?(?://[^/?#]*)?)([^?#]*)(\?[^#]*)?", RegexOptions.IgnoreCase)]
    private static partial Regex Parts();
}
