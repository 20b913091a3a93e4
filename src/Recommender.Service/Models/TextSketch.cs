namespace Recommender.Service.Models;

/// <summary>
/// A few bytes that allow two texts to be compared without storing them: the smallest hashes of their pairs of adjacent words (minwise
/// hashing, Broder 1997). A corrected text keeps most of them, a different text none.
/// </summary>
internal static class TextSketch
{
    private const int Hashes = 16;

    /// <summary>Length of a sketch in characters.</summary>
    public const int Length = 2 * Hashes;

    /// <summary>Hexadecimal digits; the same text gives the same sketch on every machine.</summary>
    public static string Of(string title, string text)
    {
        Span<uint> least = stackalloc uint[Hashes];
        least.Fill(uint.MaxValue);
        var before = 0u;
        Read(title, ref before, least);
        Read(text, ref before, least);
        Span<byte> bytes = stackalloc byte[Hashes];
        for (var i = 0; i < Hashes; i++)
        {
            bytes[i] = (byte)Mix(least[i]);
        }

        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Estimated share of word pairs that two texts have in common, 0 to 1.</summary>
    public static double Likeness(string sketch, string other)
    {
        var equal = 0;
        for (var i = 0; i < Hashes; i++)
        {
            equal += sketch.AsSpan(2 * i, 2).SequenceEqual(other.AsSpan(2 * i, 2)) ? 1 : 0;
        }

        return (double)equal / Hashes;
    }

    private static void Read(ReadOnlySpan<char> text, ref uint before, Span<uint> least)
    {
        const uint Offset = 2166136261;
        const uint Prime = 16777619;
        var word = Offset;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                word = (word ^ char.ToLowerInvariant(text[i])) * Prime;
            }
            else if (word != Offset)
            {
                Add((before * Prime) ^ word, least);
                (before, word) = (word, Offset);
            }
        }
    }

    private static void Add(uint pair, Span<uint> least)
    {
        for (var i = 0; i < Hashes; i++)
        {
            least[i] = Math.Min(least[i], Mix(pair + (0x9E3779B9u * (uint)(i + 1))));
        }
    }

    // The finaliser of MurmurHash3.
    private static uint Mix(uint value)
    {
        value = (value ^ (value >> 16)) * 0x85EBCA6Bu;
        value = (value ^ (value >> 13)) * 0xC2B2AE35u;
        return value ^ (value >> 16);
    }
}
