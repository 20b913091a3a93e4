using System.Net;
using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Text;

/// <summary>Cleans short texts of feeds (titles, names, summaries) that may be plain, escaped HTML or both.</summary>
internal static partial class Markup
{
    /// <summary>One line of plain text; null if nothing is left. Removes only certain markup: "if a &lt; b" stays.</summary>
    public static string? ToPlain(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var text = value;
        if (text.Contains('<', StringComparison.Ordinal))
        {
            text = WithoutContent(WithoutContent(WithoutBetween(text, "<!--", "-->"), "script"), "style");
            text = Tag().Replace(Block().Replace(text, " "), "");
        }

        return OneLine(text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text);
    }

    /// <summary>The text with each run of white space replaced by one space; null if nothing is left.</summary>
    public static string? OneLine(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var text = new TextBuilder();
        text.Append(value);
        var line = text.ToString();
        return line.Length == 0 ? null : line;
    }

    private static string WithoutContent(string text, string element) =>
        text.Contains("</" + element, StringComparison.OrdinalIgnoreCase)
            ? WithoutBetween(text, "<" + element, "</" + element + ">") : text;

    // Not by a pattern: one would search for the end of each comment anew.
    private static string WithoutBetween(string text, string opening, string closing)
    {
        var kept = new System.Text.StringBuilder();
        var rest = text.AsSpan();
        for (int start; (start = rest.IndexOf(opening, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var end = rest[(start + opening.Length)..].IndexOf(closing, StringComparison.OrdinalIgnoreCase);
            if (end < 0)
            {
                break;
            }

            kept.Append(rest[..start]);
            rest = rest[(start + opening.Length + end + closing.Length)..];
        }

        return kept.Append(rest).ToString();
    }

    [GeneratedRegex(
        @"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|blockquote|img|hr|section|article|header|footer|dl|dt|dd|pre)(?:\s[^<>]*)?/?>",
        RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex(
        @"</?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|var|wbr"
        + @"|script|style|iframe|table|thead|tbody|figure|figcaption|video|audio|source|picture|svg|path|g|object|param|embed|applet"
        + @"|frame|frameset|noframes|noscript|link|meta|base|title|center|nobr|blink|marquee|bdi|bdo|ruby|rt|rp|rb|ins|time|data|dfn|samp"
        + @"|label|input|button|form|select|option|textarea|map|area|amp-img|o:p|st1:\w+|acronym)(?:\s[^<>]*)?/?>",
        RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
