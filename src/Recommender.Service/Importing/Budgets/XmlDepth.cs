namespace Recommender.Service.Importing.Budgets;

/// <summary>
/// Estimates the nesting depth of XML that is not well-formed: a lenient parser's time grows with the square of the depth.
/// </summary>
internal static class XmlDepth
{
    /// <summary>Whether XML is nested deeper than <paramref name="deepest"/>, even if it is well-formed.</summary>
    public static bool Exceeds(ReadOnlySpan<char> xml, int deepest)
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
}
