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
            text = Tag().Replace(Block().Replace(WithoutComments(text), " "), "");
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

    // Not by a pattern: one would search for the end of each comment anew.
    private static string WithoutComments(string text)
    {
        var kept = new System.Text.StringBuilder();
        var rest = text.AsSpan();
        for (int start; (start = rest.IndexOf("<!--")) >= 0;)
        {
            var end = rest[(start + 4)..].IndexOf("-->");
            if (end < 0)
            {
                break;
            }

            kept.Append(rest[..start]);
            rest = rest[(start + 4 + end + 3)..];
        }

        return kept.Append(rest).ToString();
    }

    [GeneratedRegex(@"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|blockquote|img|hr)(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex(
        @"</?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|var|wbr"
        + @"|script|style|iframe|table|tbody|figure|video)(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
