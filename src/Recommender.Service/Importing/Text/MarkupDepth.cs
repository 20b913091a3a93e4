namespace Recommender.Service.Importing.Text;

/// <summary>
/// How deep HTML and broken XML nest, seen before it is parsed: a parser's time grows with the square of the depth, and recursion ends a
/// process.
/// </summary>
internal static class MarkupDepth
{
    /// <summary>Deepest nesting that is read. Browsers stop at 512.</summary>
    public const int Deepest = 1000;

    /// <summary>What is wrong with a text that <see cref="IsTooDeep"/>.</summary>
    public const string Problem = "its HTML nests deeper than 1,000 elements";

    // Elements without content, and those that the next of their kind closes: writers leave them open, and they do not nest.
    private static readonly HashSet<string> Flat = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rt", "rp",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsFlat = Flat.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly System.Buffers.SearchValues<char> NameEnds = System.Buffers.SearchValues.Create(" \t\r\n\f/>");

    /// <summary>Whether XML nests deeper than <paramref name="deepest"/>, however well it is formed.</summary>
    public static bool IsTooDeepXml(ReadOnlySpan<char> xml, int deepest)
    {
        var depth = 0;
        for (int start; (start = xml.IndexOf('<')) >= 0 && start + 1 < xml.Length;)
        {
            xml = xml[(start + 1)..];
            if (xml[0] is '!' or '?')
            {
                // Markup within CDATA is text.
                var mark = xml.StartsWith("![CDATA[") ? "]]>" : xml.StartsWith("!--") ? "-->" : ">";
                var after = xml.IndexOf(mark);
                xml = after < 0 ? [] : xml[after..];
                continue;
            }

            var end = xml.IndexOf('>');
            if (xml[0] == '/')
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (!(end > 0 && xml[end - 1] == '/') && ++depth > deepest)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An estimate from the tags alone.</summary>
    public static bool IsTooDeep(ReadOnlySpan<char> html)
    {
        var depth = 0;
        for (int start; (start = html.IndexOf('<')) >= 0 && start + 1 < html.Length;)
        {
            html = html[(start + 1)..];
            var closes = html[0] == '/';
            if (!char.IsAsciiLetter(closes && html.Length > 1 ? html[1] : html[0]))
            {
                continue;
            }

            var name = closes ? html[1..] : html;
            var end = name.IndexOfAny(NameEnds);
            name = end < 0 ? name : name[..end];
            if (IsFlat.Contains(name))
            {
                continue;
            }

            depth = closes ? Math.Max(0, depth - 1) : depth + 1;
            if (depth > Deepest)
            {
                return true;
            }
        }

        return false;
    }
}
