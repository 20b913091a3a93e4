using System.Buffers;
using System.Text;

namespace Recommender.Service.Storage;

/// <summary>
/// Texts in the form that the search index takes. A run of characters in a script without blanks becomes its overlapping parts (two
/// syllables or three letters each), so that any word inside it can be found; Arabic and Hebrew words appear with and without the prefixes
/// that are written together with them.
/// </summary>
internal static class IndexedText
{
    /// <summary>Longer words are cut.</summary>
    public const int LongestWord = 100;

    private const string HebrewPrefixes = "והבלמשכ";
    private const string Special = "\u00adßæÆøØþÞđĐłŁıœŒ";

    // What the index itself reads in the same way: Latin letters, which it strips of accents, and punctuation.
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(0, 0x2c00).Select(c => (char)c)
        .Where(c => c is < '\u0370' or (>= '\u1e00' and < '\u1e9e') or (>= '\u1ea0' and < '\u1f00') or >= '\u2000')
        .Except(Special)]);

    private static readonly string[] ArabicArticles = ["وبال", "فبال", "وكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "ال"];

    /// <param name="run">A word, or a run of characters in a script without blanks, in simple letters.</param>
    /// <param name="kind">Its script's kind.</param>
    public delegate void RunReader(string run, ScriptKind kind);

    /// <summary>The words of a text, separated by blanks. A text in plain Latin letters stays as it is.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
        {
            return text;
        }

        var indexed = new StringBuilder(text.Length + (text.Length / 4));
        ReadRuns(text, (run, kind) =>
        {
            foreach (var token in TokensOf(run, kind))
            {
                indexed.Append(token).Append(' ');
            }
        });
        return indexed.ToString();
    }

    /// <summary>Reads the words and runs of a text in order.</summary>
    public static void ReadRuns(ReadOnlySpan<char> text, RunReader read)
    {
        var run = new StringBuilder();
        var kind = ScriptKind.None;
        foreach (var c in text)
        {
            if (Letters.PairOf(c) is { } pair)
            {
                Add(pair[0]);
                Add(pair[1]);
            }
            else if (Letters.Of(c) is not '\0' and var letter)
            {
                Add(letter);
            }
        }

        End();

        void Add(char letter)
        {
            var its = Letters.KindOf(letter);
            if (its != kind)
            {
                End();
                kind = its;
            }

            if (its != ScriptKind.None)
            {
                run.Append(letter);
            }
        }

        void End()
        {
            if (run.Length > 0)
            {
                read(kind == ScriptKind.Spaced ? run.ToString(0, Math.Min(run.Length, LongestWord)) : run.ToString(), kind);
                run.Clear();
            }
        }
    }

    /// <summary>
    /// What the index holds of a run: a word with its forms without prefixes, or the parts that begin with each character. The last parts
    /// are shorter, so that a word of one character is always the beginning of a part.
    /// </summary>
    public static IEnumerable<string> TokensOf(string run, ScriptKind kind)
    {
        if (kind == ScriptKind.Spaced)
        {
            return WithoutPrefixes(run).Prepend(run);
        }

        var length = PartOf(kind);
        return Enumerable.Range(0, run.Length).Select(i => run.Substring(i, Math.Min(length, run.Length - i)));
    }

    /// <summary>The number of characters of a part of a run; 0 if the script has blanks.</summary>
    public static int PartOf(ScriptKind kind) => kind switch { ScriptKind.Syllables => 2, ScriptKind.Alphabet => 3, _ => 0 };

    /// <summary>An Arabic or Hebrew word without its article, preposition or conjunction: every reading, without the word itself.</summary>
    /// <param name="word">In simple letters.</param>
    public static IEnumerable<string> WithoutPrefixes(string word)
    {
        if (word[0] is >= '\u0600' and <= '\u06ff')
        {
            if (ArabicArticles.FirstOrDefault(article => word.Length >= article.Length + 2
                && word.StartsWith(article, StringComparison.Ordinal)) is { } found)
            {
                yield return word[found.Length..];
            }
            else if (word.Length >= 4 && word[0] is 'و' or 'ف' or 'ب' or 'ل' or 'ك')
            {
                yield return word[1..];
            }
        }
        else if (word[0] is >= '\u0590' and <= '\u05ff')
        {
            for (var i = 0; i < 2 && word.Length - i > 3 && HebrewPrefixes.Contains(word[i], StringComparison.Ordinal); i++)
            {
                yield return word[(i + 1)..];
            }
        }
    }
}
