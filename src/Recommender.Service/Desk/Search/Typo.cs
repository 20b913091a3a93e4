using System.Numerics;

namespace Recommender.Service.Desk.Search;

/// <summary>Compares a typed word with others: how many letters are wrong, missing, too many or swapped with their neighbour.</summary>
internal sealed class Typo
{
    private const int ShortestWord = 4;
    private const int LongWord = 8;

    private readonly string _typed;
    private readonly uint _letters;
    private readonly int[][] _rows = new int[3][];

    /// <param name="typed">In simple letters.</param>
    public Typo(string typed)
    {
        (_typed, _letters) = (typed, LettersOf(typed));
        for (var i = 0; i < 3; i++)
        {
            _rows[i] = new int[typed.Length + 1];
        }
    }

    /// <summary>The typos that are forgiven: one, or two in a long word.</summary>
    public int Most => _typed.Length >= LongWord ? 2 : 1;

    /// <summary>A set of a word's letters, to leave out most words without comparing them.</summary>
    public static uint LettersOf(string word)
    {
        var letters = 0u;
        foreach (var c in word)
        {
            letters |= 1u << (c & 31);
        }

        return letters;
    }

    /// <summary>Every text that differs from a word by one typo before a place.</summary>
    /// <param name="word">In simple letters.</param>
    /// <param name="until">The place, from 0.</param>
    /// <param name="letters">The letters that may be missing or wrong.</param>
    public static IEnumerable<string> Variants(string word, int until, IReadOnlyList<char> letters)
    {
        for (var i = 0; i < until; i++)
        {
            var (before, after) = (word[..i], word[i..]);
            foreach (var letter in letters)
            {
                yield return before + letter + after;
                if (after.Length > 0)
                {
                    yield return before + letter + after[1..];
                }
            }

            if (after.Length > 0)
            {
                yield return before + after[1..];
            }

            if (after.Length > 1)
            {
                yield return before + after[1] + after[0] + after[2..];
            }
        }
    }

    /// <summary>The number of typos; more than <see cref="Most"/> if it is another word.</summary>
    /// <param name="word">A word in simple letters.</param>
    /// <param name="letters">Its letters.</param>
    /// <param name="beginning">True to compare with the beginning of the word.</param>
    public int CountIn(string word, uint letters, bool beginning)
    {
        var most = Most;
        if (word.Length < Math.Max(ShortestWord, _typed.Length - most) || (!beginning && word.Length > _typed.Length + most)
            || BitOperations.PopCount(_letters & ~letters) > most || (!beginning && BitOperations.PopCount(letters & ~_letters) > most))
        {
            return most + 1;
        }

        return Distance(beginning ? word.AsSpan(0, Math.Min(word.Length, _typed.Length + most)) : word, beginning);
    }

    // Optimal string alignment; with beginning, the least distance to any beginning of the word.
    private int Distance(ReadOnlySpan<char> word, bool beginning)
    {
        var (before, last, row) = (_rows[0], _rows[1], _rows[2]);
        for (var j = 0; j <= _typed.Length; j++)
        {
            last[j] = j;
        }

        var best = _typed.Length;
        for (var i = 1; i <= word.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= _typed.Length; j++)
            {
                var distance = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (word[i - 1] == _typed[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && word[i - 1] == _typed[j - 2] && word[i - 2] == _typed[j - 1])
                {
                    distance = Math.Min(distance, before[j - 2] + 1);
                }

                row[j] = distance;
                least = Math.Min(least, distance);
            }

            best = Math.Min(best, row[_typed.Length]);
            if (least > Most)
            {
                return beginning ? best : least;
            }

            (before, last, row) = (last, row, before);
        }

        return beginning ? best : last[_typed.Length];
    }
}
