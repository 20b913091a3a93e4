using System.Text;

namespace Recommender.Service.Articles;

/// <summary>What somebody typed into the search, as the index wants it asked.</summary>
internal static class SearchWords
{
    public const int MaxWords = 12;
    private const int MaxWordLength = 100;

    /// <summary>
    /// An FTS5 expression: every word must begin some word of title, URL or text. Each is a quoted string, in which nothing has a meaning
    /// of its own, so that no input is a syntax error. Null where there is no word in it.
    /// </summary>
    public static string? ToMatch(string site, string typed)
    {
        var words = WordsOf(WithoutScheme(typed.Trim())).ToList();
        return words.Count == 0
            ? null
            : $"site : ({string.Join(" AND ", WordsOf(site).Select(word => $"\"{word}\""))}) AND " +
              $"{{title url text}} : ({string.Join(" AND ", words.Select(word => $"\"{word}\" *"))})";
    }

    // The same parts that the index makes of a text: it knows no phrases, and refuses a string that holds more than one word.
    private static IEnumerable<string> WordsOf(string text)
    {
        var word = new StringBuilder();
        var words = new List<string>();
        // Half of a pair of surrogates is no text, which cannot be normalised.
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

    // Signs of New Tai Lue and two of the Vedas became letters after SQLite's table of them was made.
    private static bool IsPartOfWord(char c) =>
        (char.IsLetter(c) || char.IsNumber(c)) && c is not ((>= '\u19b0' and <= '\u19c0') or '\u19c8' or '\u19c9' or '\u1cf2' or '\u1cf3');

    // A pasted address: the store may have it with another scheme, or without www.
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
