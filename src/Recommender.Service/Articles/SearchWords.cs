using System.Text;

namespace Recommender.Service.Articles;

/// <summary>Converts typed search text into a query of the index.</summary>
internal static class SearchWords
{
    public const int MaxWords = 12;
    private const int MaxWordLength = 100;

    /// <summary>
    /// An FTS5 expression: every word must be the beginning of a word in title, URL or text. Each is a quoted string without special
    /// characters, so that no input is a syntax error. Null if there is no word.
    /// </summary>
    public static string? ToMatch(string site, string typed)
    {
        var words = WordsOf(WithoutScheme(typed.Trim())).ToList();
        return words.Count == 0
            ? null
            : $"site : ({string.Join(" AND ", WordsOf(site).Select(word => $"\"{word}\""))}) AND " +
              $"{{title url text}} : ({string.Join(" AND ", words.Select(word => $"\"{word}\" *"))})";
    }

    // Splits like the index: it knows no phrases, and refuses a string with more than one word.
    private static IEnumerable<string> WordsOf(string text)
    {
        var word = new StringBuilder();
        var words = new List<string>();
        // An unpaired surrogate is not valid text and cannot be normalised.
        var whole = new string([.. text.Where(c => !char.IsSurrogate(c))]);
        foreach (var c in whole.Normalize(NormalizationForm.FormC).Append(' '))
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
