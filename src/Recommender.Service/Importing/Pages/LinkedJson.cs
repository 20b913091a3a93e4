using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;

namespace Recommender.Service.Importing.Pages;

/// <summary>
/// Reads the JSON-LD of a page with its usual faults: comments and CDATA around it, line breaks, quotes and wrong escapes in strings,
/// commas at the end, entities instead of quotes, several values in one script. Linear.
/// </summary>
internal static class LinkedJson
{
    private const int MostScripts = 50;
    private const int MostCharacters = 2_000_000;

    private static readonly JsonReaderOptions Reading = new()
    {
        AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowMultipleValues = true, MaxDepth = 64,
    };

    /// <summary>The values that can be read, in the order of the page.</summary>
    public static List<JsonElement> Of(IHtmlDocument page)
    {
        var left = MostCharacters;
        var values = new List<JsonElement>();
        foreach (var script in page.QuerySelectorAll("script[type]").Where(IsLinkedData).Take(MostScripts))
        {
            var text = script.TextContent;
            if ((left -= text.Length) < 0)
            {
                break;
            }

            values.AddRange(Read(text));
        }

        return values;
    }

    /// <summary>The values of one script; empty if it cannot be read.</summary>
    public static IReadOnlyList<JsonElement> Read(string script)
    {
        var text = Bare(script);
        // A half of a character is found only when its string is read.
        var hasHalves = text.Contains(@"\ud", StringComparison.OrdinalIgnoreCase);
        return (hasHalves ? null : Parse(text)) ?? Parse(Repaired(text))
            ?? (text.Contains("&quot;", StringComparison.Ordinal) ? Parse(Repaired(WebUtility.HtmlDecode(text))) : null) ?? [];
    }

    private static bool IsLinkedData(AngleSharp.Dom.IElement script) =>
        script.GetAttribute("type")!.Trim().StartsWith("application/ld+json", StringComparison.OrdinalIgnoreCase);

    private static List<JsonElement>? Parse(string text)
    {
        var values = new List<JsonElement>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), Reading);
        try
        {
            while (reader.Read())
            {
                values.Add(JsonElement.ParseValue(ref reader));
            }
        }
        // What stands before the fault has been read; a page contains broken JSON-LD now and then, and has other metadata.
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return values.Count > 0 ? values : null;
        }

        return values;
    }

    // Without what hides a script from old browsers.
    private static string Bare(string script)
    {
        var text = script.AsSpan().Trim().Trim('\uFEFF');
        var start = text.IndexOfAny('{', '[');
        // "<![CDATA[" has a bracket of its own.
        for (int cdata; start > 0 && (cdata = text[..Math.Min(text.Length, start + 8)].IndexOf("CDATA[")) >= 0;)
        {
            text = text[(cdata + 6)..];
            start = text.IndexOfAny('{', '[');
        }

        var end = text.LastIndexOfAny('}', ']');
        while (end > 0 && text[end] == ']' && text[end..] is [_, ']', ..] or [_, '>', ..])
        {
            end--;
        }

        if (start < 0 || end < start)
        {
            return "";
        }

        text = text[start..(end + 1)];
        // The end of the CDATA section: "]]>".
        var close = text.LastIndexOf("]]");
        var isClosedTwice = close > 0 && text[close..].Trim().Length == 2 && text[0] == '{';
        return (isClosedTwice ? text[..close] : text).Trim().ToString();
    }

    private static string Repaired(string text)
    {
        var repaired = new StringBuilder(text.Length + 64);
        var isInside = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (!isInside)
            {
                isInside = c == '"';
                repaired.Append(c < ' ' ? ' ' : c == ';' ? ' ' : c);
            }
            else if (c == '\\')
            {
                i = Escape(text, i, repaired);
            }
            else if (c == '"' && !EndsString(text, i))
            {
                repaired.Append("\\\"");
            }
            else
            {
                isInside = c != '"';
                repaired.Append(c < ' ' ? ' ' : c);
            }
        }

        return repaired.ToString();
    }

    // An unknown escape ("\'") means the character itself.
    private static int Escape(string text, int at, StringBuilder repaired)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        if (next == 'u' && Unit(text, at) is { } unit)
        {
            var isPair = char.IsHighSurrogate(unit) && Unit(text, at + 6) is { } low && char.IsLowSurrogate(low);
            var length = isPair ? 12 : 6;
            repaired.Append(char.IsSurrogate(unit) && !isPair ? "" : text.AsSpan(at, length));
            return at + length - 1;
        }

        if ("\"\\/bfnrt".Contains(next, StringComparison.Ordinal))
        {
            repaired.Append('\\').Append(next);
        }
        else if (next >= ' ')
        {
            repaired.Append(next);
        }

        return at + 1;
    }

    // The code of an escape such as "\u00e9"; null if there is none.
    private static char? Unit(string text, int at) =>
        at + 5 < text.Length && text[at] == '\\' && text[at + 1] == 'u'
        && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code : null;

    // A quotation mark ends a string where the syntax goes on after it.
    private static bool EndsString(string text, int at)
    {
        for (var i = at + 1; i < text.Length && i < at + 200; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                return text[i] is ',' or ':' or '}' or ']' or ';' or '/';
            }
        }

        return true;
    }
}
