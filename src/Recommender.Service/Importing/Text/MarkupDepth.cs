namespace Recommender.Service.Importing.Text;

/// <summary>
/// Checks the nesting depth of HTML and broken XML before parsing: a parser's time grows with the square of the depth, and recursion can
/// end the process.
/// </summary>
internal static class MarkupDepth
{
    /// <summary>Maximum nesting depth. Browsers stop at 512.</summary>
    public const int Deepest = 1000;

    /// <summary>The error message for a text that <see cref="IsTooDeep"/>.</summary>
    public const string Problem = "its HTML is nested deeper than 1,000 elements";

    // Elements without content, and those closed by the next of their kind: authors leave them open, and they do not nest.
    private static readonly HashSet<string> Flat = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rt", "rp",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsFlat = Flat.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly System.Buffers.SearchValues<char> NameEnds = System.Buffers.SearchValues.Create(" \t\r\n\f/>");

    /// <summary>Whether XML is nested deeper than <paramref name="deepest"/>, even if it is well-formed.</summary>
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

    /// <summary>An estimate based on tags alone.</summary>
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
