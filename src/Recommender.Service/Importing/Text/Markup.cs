using System.Net;
using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Text;

/// <summary>Short texts of feeds (titles, names, summaries) that may be plain, escaped HTML or both.</summary>
internal static partial class Markup
{
    /// <summary>
    /// One line of plain text; null where nothing is left. Only what is surely markup is taken away: "if a &lt; b" stays.
    /// </summary>
    public static string? ToPlain(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var text = value;
        if (text.Contains('<', StringComparison.Ordinal))
        {
            text = Tag().Replace(Block().Replace(text, " "), "");
        }

        return OneLine(text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text);
    }

    /// <summary>The text with every run of white space as one blank; null where nothing is left.</summary>
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

    [GeneratedRegex(@"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|blockquote|img|hr)(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex(
        "</?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|var|wbr|script|style|iframe|" +
        @"table|tbody|figure|video)(?:\s[^<>]*)?/?>|<!--.*?-->",
        RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
