using System.Text;

namespace Recommender.Service.Articles;

/// <summary>Converts typed search text into a query of the index.</summary>
internal static class SearchWords
{
    public const int MaxWords = 12;
    private const int MaxWordLength = 100;

    /// <summary>
    /// An FTS5 expression: every word must be the beginning of a word in title, URL or text. Each is a quoted string without special
    /// characters, so that no input is a syntax error. What is typed with full-width letters is also searched with Latin ones. Null if
    /// it contains no word.
    /// </summary>
    public static string? ToMatch(string site, string typed)
    {
        // An unpaired surrogate is not valid text and cannot be composed.
        var whole = string.Concat(typed.Where(c => !char.IsSurrogate(c))).Trim();
        var ways = new[] { ComposedText.Of(whole), ComposedText.WithPlainLetters(whole) }
            .Select(text => string.Join(" AND ", WordsOf(WithoutScheme(text)).Select(word => $"\"{word}\" *")))
            .Where(words => words.Length > 0).Distinct().Select(words => $"({words})").ToList();
        return ways.Count == 0
            ? null
            : $"site : ({string.Join(" AND ", WordsOf(site).Select(word => $"\"{word}\""))}) AND " +
              $"{{title url text}} : ({string.Join(" OR ", ways)})";
    }

    // Splits like the index: it knows no phrases, and refuses a string with more than one word.
    private static IEnumerable<string> WordsOf(string text)
    {
        var word = new StringBuilder();
        var words = new List<string>();
        foreach (var c in text.Append(' '))
        {
            if (IsPartOfWord(c))
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString(0, Math.Min(word.Length, MaxWordLength)));
                word.Clear();
            }
        }

        return words.Take(MaxWords);
    }

    // Characters of New Tai Lue and two Vedic signs became letters after SQLite's table was made.
    private static bool IsPartOfWord(char c) =>
        (char.IsLetter(c) || char.IsNumber(c)) && c is not ((>= '\u19b0' and <= '\u19c0') or '\u19c8' or '\u19c9' or '\u1cf2' or '\u1cf3');

    // A pasted address: the store may have it with another scheme or without www.
    private static string WithoutScheme(string typed)
    {
        foreach (var start in new[] { "https://", "http://", "www." })
        {
            if (typed.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                typed = typed[start.Length..];
            }
        }

        return typed;
    }
}
