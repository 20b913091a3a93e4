using System.Text;

namespace Recommender.Service.Importing.Pages;

/// <summary>Splits titles at the separators that sites put between a title and their name.</summary>
internal static class TitleParts
{
    private const string Alone = "|｜¦_＿・»«›‹•·—–-~〜∣⟩→:：>＞/／†✦★☆‣▪●－‐‑−";

    // These separate without white space around, too; the others occur within words.
    private const string Tight = "|｜¦_＿・：－";

    // Ends of a title, such as in "One: two - three | Site".
    private const int Most = 8;

    /// <summary>
    /// The ways to cut a part off the end of a title, the shortest part first: where the rest ends, and where the part starts.
    /// </summary>
    public static IEnumerable<(string Left, string Part, string Separator)> Ends(string title)
    {
        var found = 0;
        for (var at = title.Length - 1; at > 0 && found < Most; at--)
        {
            // "Harbour: the ferry": a colon without white space before it comes after what it introduces.
            if (SeparatorAt(title, at) is not { } start || (title[at] == ':' && !char.IsWhiteSpace(title[start - 1])))
            {
                continue;
            }

            var (rest, part) = (title[..start].Trim(), title[(at + 1)..].Trim());
            if (HasLetters(rest) && HasLetters(part))
            {
                found++;
                yield return (rest, part, title[start..(at + 1)].Trim());
            }

            at = start;
        }
    }

    /// <summary>The ways to cut a part off the start of a title, the shortest part first.</summary>
    public static IEnumerable<(string Left, string Part, string Separator)> Starts(string title)
    {
        var found = 0;
        for (var at = 1; at < title.Length - 1 && found < Most; at++)
        {
            if (SeparatorAt(title, at) is not { } start || start == 0)
            {
                continue;
            }

            var (part, rest) = (title[..start].Trim(), title[(at + 1)..].Trim());
            if (HasLetters(rest) && HasLetters(part))
            {
                found++;
                yield return (rest, part, title[start..(at + 1)].Trim());
            }
        }
    }

    public static bool IsSeparator(char c) => Alone.Contains(c, StringComparison.Ordinal);

    /// <summary>Letters and digits only, in lower case: equal for spellings of one name.</summary>
    public static string Letters(string? text)
    {
        var letters = new StringBuilder();
        foreach (var c in text ?? "")
        {
            if (char.IsLetterOrDigit(c))
            {
                // Full-width letters of Asian keyboards as Latin ones.
                letters.Append(char.ToLowerInvariant(c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c));
            }
        }

        return letters.ToString();
    }

    private static bool HasLetters(string text) => text.Any(char.IsLetterOrDigit);

    // Where the separator starts that ends here: one or more of these characters, with white space around unless it is one that needs none.
    private static int? SeparatorAt(string title, int at)
    {
        // As quotation marks.
        var isQuote = title[at] is '«' or '»' && title.Contains('«', StringComparison.Ordinal)
            && title.Contains('»', StringComparison.Ordinal);
        if (isQuote || !Alone.Contains(title[at], StringComparison.Ordinal)
            || (at + 1 < title.Length && Alone.Contains(title[at + 1], StringComparison.Ordinal)))
        {
            return null;
        }

        var start = at;
        while (start > 0 && at - start < 3 && Alone.Contains(title[start - 1], StringComparison.Ordinal))
        {
            start--;
        }

        var (isOpenBefore, isOpenAfter) =
            (start > 0 && char.IsWhiteSpace(title[start - 1]), at + 1 < title.Length && char.IsWhiteSpace(title[at + 1]));
        var isColon = title[at] is ':';
        return (isOpenBefore && isOpenAfter) || (isColon && isOpenAfter)
            || (start == at && Tight.Contains(title[at], StringComparison.Ordinal)) ? start : null;
    }
}
