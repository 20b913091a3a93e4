using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Formats;

/// <summary>Recognises a format from a source's first bytes.</summary>
internal static partial class FormatRecognition
{
    private static readonly System.Buffers.SearchValues<char> AfterName = System.Buffers.SearchValues.Create(" \t\r\n>/");

    /// <summary>Number of bytes sufficient for recognition.</summary>
    public const int HeadLength = 64 * 1024;

    public static SourceFormat Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
        {
            return SourceFormat.Zip;
        }

        var text = TextEncoding.DecodeHead(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\0');
        if (text.Length == 0)
        {
            return SourceFormat.Empty;
        }

        return text[0] switch
        {
            '<' => OfMarkup(text),
            '{' => OfJsonObject(text),
            '[' => SourceFormat.JsonArray,
            '-' or '+' when Fence().IsMatch(text) => SourceFormat.Markdown,
            'h' or 'H' when AreAddresses(text) => SourceFormat.AddressList,
            _ => CsvItems.IsHeader(FirstLine(text)) ? SourceFormat.Csv : SourceFormat.Unknown,
        };
    }

    /// <summary>Whether the document's own DTD declares entities; they are never resolved.</summary>
    public static bool DeclaresEntities(ReadOnlySpan<byte> head) => head.IndexOf("<!ENTITY"u8) >= 0;

    private static SourceFormat OfMarkup(string text)
    {
        var (root, isHtml) = RootOf(text);
        return root.ToLowerInvariant() switch
        {
            "rss" or "rdf" or "feed" or "channel" => SourceFormat.Feed,
            "urlset" or "sitemapindex" => SourceFormat.Sitemap,
            // Some servers wrap a feed in a page.
            "html" or "head" or "body" when text.Contains("<feed xmlns=\"http://www.w3.org/2005/Atom\"", StringComparison.Ordinal) =>
                SourceFormat.Feed,
            "html" or "head" or "body" => SourceFormat.Html,
            // Agencies' wires hold pages, and are none.
            _ when text.StartsWith("<?xml", StringComparison.Ordinal) && !isHtml => SourceFormat.Unknown,
            _ => isHtml || text.Contains("<html", StringComparison.OrdinalIgnoreCase) ? SourceFormat.Html : SourceFormat.Unknown,
        };
    }

    // The local name of the first element after declarations and comments, and whether a DOCTYPE says html.
    private static (string Name, bool IsHtml) RootOf(string text)
    {
        var isHtml = false;
        var rest = text.AsSpan();
        while (true)
        {
            var start = rest.IndexOf('<');
            if (start < 0)
            {
                return ("", isHtml);
            }

            rest = rest[start..];
            var end = rest switch
            {
                _ when rest.StartsWith("<!--") => EndOf(rest, "-->"),
                _ when rest.StartsWith("<?") => EndOf(rest, "?>"),
                _ when rest.StartsWith("<!") => EndOfDoctype(rest, ref isHtml),
                _ => 0,
            };
            if (end == 0)
            {
                var name = rest[1..];
                var length = name.IndexOfAny(AfterName);
                name = name[..Math.Max(0, length)];
                return (name[(name.IndexOf(':') + 1)..].ToString(), isHtml);
            }

            rest = rest[end..];
        }
    }

    private static int EndOf(ReadOnlySpan<char> text, string mark)
    {
        var end = text.IndexOf(mark);
        return end < 0 ? text.Length : end + mark.Length;
    }

    private static int EndOfDoctype(ReadOnlySpan<char> text, ref bool isHtml)
    {
        isHtml |= text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase);
        // An internal subset contains declarations with their own '>'.
        var subset = text.IndexOf('[');
        var close = text.IndexOf('>');
        return subset >= 0 && subset < close ? subset + EndOf(text[subset..], "]") : EndOf(text, ">");
    }

    private static SourceFormat OfJsonObject(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 4096));
        if (start.Contains("jsonfeed.org/version/", StringComparison.Ordinal))
        {
            return SourceFormat.JsonFeed;
        }

        var isPrinted = FirstLine(text).Trim() == "{";
        if (isPrinted && FrontMatter.IsJsonBefore(text))
        {
            return SourceFormat.Markdown;
        }

        // A pretty-printed object is not JSON Lines, nor is one whose names are those of a document.
        return isPrinted || JsonNames.IsDocument(text) ? SourceFormat.JsonFeed : SourceFormat.JsonLines;
    }

    // The last line may be cut off.
    private static bool AreAddresses(string text) => text.Split('\n').Take(20).Select(line => line.Trim()).Where(line => line.Length > 0)
        .All(line => line.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('\r');

    [GeneratedRegex(@"^(?:---|\+\+\+)[ \t]*\r?\n")]
    private static partial Regex Fence();
}
