namespace Recommender.Benchmarks.Sites;

/// <summary>What somebody types who remembers some words of a title or text.</summary>
internal static class TypedWords
{
    private const string Blanks = " \t\n\u00a0\u3000";

    /// <summary>Up to three different words of a title, in random order; null if it has fewer than two or no blanks.</summary>
    public static string[]? Of(string title, Random random)
    {
        var words = title.Split(Blanks.ToCharArray(), StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim([.. ".,:;!?\"'()[]«»„“”‘’–—-"])).Where(word => word.Any(char.IsLetterOrDigit)).Distinct().ToArray();
        random.Shuffle(words);
        return words.Length < 2 ? null : words[..Math.Min(3, words.Length)];
    }

    /// <summary>The words with one typo in one of four letters or more: a letter wrong, missing or doubled, or two swapped.</summary>
    public static string WithTypo(string[] words, Random random)
    {
        var long_ = words.Select((word, i) => (word, i)).Where(word => word.word.Length >= 4).ToArray();
        if (long_.Length == 0)
        {
            return string.Join(' ', words);
        }

        var (chosen, at) = long_[random.Next(long_.Length)];
        var letter = random.Next(chosen.Length - 1);
        var typed = random.Next(4) switch
        {
            0 => chosen[..letter] + (char)('a' + random.Next(26)) + chosen[(letter + 1)..],
            1 => chosen.Remove(letter, 1),
            2 => chosen.Insert(letter, chosen[letter].ToString()),
            _ => chosen[..letter] + chosen[letter + 1] + chosen[letter] + chosen[(letter + 2)..],
        };
        return string.Join(' ', words.Select((word, i) => i == at ? typed : word));
    }

    /// <summary>The words, the last one without its last letter.</summary>
    public static string WithoutLastLetter(string[] words) => string.Join(' ', words)[..^1];

    /// <summary>A random part of a text without blanks or punctuation: of a script without blanks, a word or a little more.</summary>
    /// <returns>Null if the text has no run of that length.</returns>
    public static string? PartOf(string text, int length, Random random)
    {
        for (var tries = 0; tries < 50 && text.Length > length; tries++)
        {
            var part = text.Substring(random.Next(text.Length - length), length);
            if (part.All(c => c > '\u0590' && char.IsLetter(c)))
            {
                return part;
            }
        }

        return null;
    }
}
