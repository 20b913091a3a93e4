using System.Globalization;

namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>
/// The names of months and days in fifty languages, all forms of each: from Unicode CLDR (date-words.tsv, made by
/// tests/make-date-names.cs), and those that CLDR lacks (more-date-words.tsv).
/// </summary>
internal static class DateWords
{
    /// <summary>Most words of which a name consists.</summary>
    public const int LongestName = 3;

    private const int LongestPart = 10;

    private static readonly Lazy<(Dictionary<string, DateWord> Words, List<string> Languages)> Table = new(Load);

    /// <summary>The word, or the words separated by single spaces; null if it is unknown.</summary>
    public static DateWord? Find(string words) => Table.Value.Words.GetValueOrDefault(words);

    /// <summary>The bit of a language; zero if it is unknown.</summary>
    /// <param name="tag">A language tag, such as "de" or "pt-BR".</param>
    public static ulong BitOf(string? tag)
    {
        var name = tag?.Split('-', '_')[0].Trim().ToLowerInvariant() switch
        {
            null or "" => null,
            "no" => "nb",
            "iw" => "he",
            "in" => "id",
            var other => other,
        };
        var at = name is null ? -1 : Table.Value.Languages.IndexOf(name);
        return at < 0 ? 0 : 1UL << at;
    }

    /// <summary>
    /// The parts of a word of a script without spaces ("日星期三上午"), the longest known ones first; the word itself if it is known, or of
    /// another script, or if a part is unknown.
    /// </summary>
    public static IEnumerable<string> Parted(string word)
    {
        if (word[0] < '\u0E00' || word.Length == 1 || Find(word) is not null)
        {
            return [word];
        }

        var parts = new List<string>();
        for (var i = 0; i < word.Length;)
        {
            var length = Math.Min(LongestPart, word.Length - i);
            while (length > 0 && Find(word.Substring(i, length)) is null)
            {
                length--;
            }

            if (length == 0)
            {
                return [word];
            }

            parts.Add(word.Substring(i, length));
            i += length;
        }

        return parts;
    }

    private static (Dictionary<string, DateWord> Words, List<string> Languages) Load()
    {
        var (words, languages) = (new Dictionary<string, DateWord>(), new List<string>());
        foreach (var row in Rows("date-words.tsv"))
        {
            // Serbian is there in both scripts; of Norwegian, both forms.
            var bit = Bit(languages, row[0].Split('-')[0]);
            for (var i = 1; i < row.Length; i++)
            {
                var (kind, value) = i switch { <= 12 => ("month", i), <= 19 => ("day", i - 13), 20 => ("am", 0), _ => ("pm", 0) };
                foreach (var name in row[i].Split('|'))
                {
                    Add(words, kind, value, name, bit);
                }
            }
        }

        foreach (var row in Rows("more-date-words.tsv"))
        {
            var value = int.Parse(row[2], CultureInfo.InvariantCulture);
            foreach (var name in row[3].Split('|'))
            {
                Add(words, row[1], value, name, row[0] == "*" ? ulong.MaxValue : Bit(languages, row[0]));
            }
        }

        return (words, languages);
    }

    private static IEnumerable<string[]> Rows(string file)
    {
        using var reader = new StreamReader(typeof(DateWords).Assembly.GetManifestResourceStream(file)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }

    private static ulong Bit(List<string> languages, string name)
    {
        if (!languages.Contains(name))
        {
            languages.Add(name);
        }

        return 1UL << languages.IndexOf(name);
    }

    private static void Add(Dictionary<string, DateWord> words, string kind, int value, string name, ulong language)
    {
        // Single Latin letters, such as Hungarian "h", mean too much else.
        if (Key(name) is not { } key || (kind is "month" or "day" && key is [<= 'z']))
        {
            return;
        }

        if (!words.TryGetValue(key, out var word))
        {
            words[key] = word = new DateWord();
        }

        switch (kind)
        {
            case "month":
                Join(word.Months, value, language);
                break;
            case "day":
                Join(word.Days, value, language);
                break;
            case "am":
                word.Forenoon |= language;
                break;
            case "pm":
                word.Afternoon |= language;
                break;
            case "era":
                word.Era = value;
                break;
            default:
                word.Roles |= Enum.Parse<DateRoles>(kind);
                break;
        }
    }

    private static void Join(List<DateWord.Meaning> meanings, int value, ulong language)
    {
        var at = meanings.FindIndex(meaning => meaning.Value == value);
        if (at < 0)
        {
            meanings.Add(new DateWord.Meaning(value, language));
        }
        else
        {
            meanings[at] = new DateWord.Meaning(value, meanings[at].Languages | language);
        }
    }

    // As the lexer writes it. Names with numbers ("3月") are read as numbers.
    private static string? Key(string name)
    {
        var letters = name.Select(c => char.IsLetter(c) && c != '\u02BC' || char.GetUnicodeCategory(c)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? c : char.IsDigit(c) ? '0' : ' ');
        var key = string.Join(' ', new string([.. letters]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(DateLexer.Fold));
        return key.Length == 0 || key.Contains('0', StringComparison.Ordinal) || key.Split(' ').Length > LongestName ? null : key;
    }
}
