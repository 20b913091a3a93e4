using System.Buffers;
using System.Text;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>Changes inputs by chance: bytes, chunks, the format's tokens, parts of its grammar; and grows them.</summary>
internal sealed class Mutator(Grammar grammar, Random random)
{
    private const int Usual = 32_000;
    private const int Long = 1_000_000;

    private static readonly SearchValues<byte> Structural = SearchValues.Create("<>{}[]\",:;\n|#*_`&=-() "u8);
    private static readonly byte[][] Odd =
    [
        [0], [0xFF], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xC3], [0xE2, 0x80, 0xA8], [0xF0, 0x9F, 0x98, 0x80], [0xED, 0xA0, 0x80], [0x1B],
        [0x0D, 0x0A], [0x7F], [0xC2, 0xA0], [0xC2, 0xAD],
    ];

    public Random Random => random;

    /// <param name="other">Another input, of which parts are taken.</param>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        for (var changes = 1 << random.Next(5); changes > 0; changes--)
        {
            input = Once(input, other);
        }

        if (random.Next(1500) == 0)
        {
            input = Grow(input, Long);
        }

        return input.Length > Long ? input[..Long] : input;
    }

    /// <summary>A text made from the grammar alone.</summary>
    public byte[] Make() => Encoding.UTF8.GetBytes(grammar.Make(random));

    private byte[] Once(byte[] input, byte[] other) => random.Next(13) switch
    {
        0 => Flip(input),
        1 => Replace(input, Part(input), []),
        2 => Replace(input, At(input), Slice(input, Part(input))),
        3 => Replace(input, Part(input), Slice(other, Part(other))),
        4 => Replace(input, At(input), Slice(other, Tokens(other))),
        5 => Replace(input, At(input), Token()),
        6 => Replace(input, Tokens(input), Token()),
        7 => Replace(input, Tokens(input), []),
        8 => Replace(input, At(input), Slice(input, Tokens(input))),
        9 => Replace(input, random.Next(2) == 0 ? At(input) : Tokens(input), Sentence()),
        10 => Replace(input, At(input), Odd[random.Next(Odd.Length)]),
        11 => random.Next(30) == 0 ? Grow(input, Usual) : Replace(input, Tokens(input), Number()),
        _ => random.Next(20) == 0 ? input[..At(input).Start] : Replace(input, Tokens(input), Slice(other, Tokens(other))),
    };

    // Repeats a part, side by side or nested, which finds what grows faster than its input.
    private byte[] Grow(byte[] input, int longest)
    {
        var part = random.Next(3) == 0 ? Token() : Slice(input, Tokens(input));
        var room = Math.Max(0, longest - input.Length);
        if (part.Length == 0 || room == 0)
        {
            return input;
        }

        var times = Math.Min(room / part.Length, 1 << random.Next(20));
        var grown = new byte[part.Length * times];
        for (var i = 0; i < times; i++)
        {
            part.CopyTo(grown, i * part.Length);
            if (random.Next(4) == 0 && part.Length > 2)
            {
                // Not all equal: names, numbers.
                grown[(i * part.Length) + random.Next(part.Length)] = (byte)random.Next(33, 127);
            }
        }

        return Replace(input, At(input), grown);
    }

    private byte[] Flip(byte[] input)
    {
        if (input.Length == 0)
        {
            return [(byte)random.Next(256)];
        }

        var copy = (byte[])input.Clone();
        copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    private byte[] Token() => Encoding.UTF8.GetBytes(grammar.Tokens[random.Next(grammar.Tokens.Count)]);

    private byte[] Sentence() => Encoding.UTF8.GetBytes(grammar.Make(random, grammar.Names[random.Next(grammar.Names.Count)]));

    private byte[] Number() => Encoding.UTF8.GetBytes(random.Next(6) switch
    {
        0 => "-1", 1 => "0", 2 => "99999999999999999999", 3 => "2147483648", 4 => "1e400", _ => $"{random.Next(100)}",
    });

    private (int Start, int Length) At(byte[] input) => (random.Next(input.Length + 1), 0);

    private (int Start, int Length) Part(byte[] input)
    {
        var start = random.Next(input.Length + 1);
        return (start, random.Next(Math.Min(input.Length - start, 1 << random.Next(11)) + 1));
    }

    // From one structural character to some other.
    private (int Start, int Length) Tokens(byte[] input)
    {
        var start = random.Next(input.Length + 1);
        var found = input.AsSpan(start).IndexOfAny(Structural);
        start = found < 0 ? start : start + found;
        var end = Math.Min(start + 1, input.Length);
        for (var count = 1 << random.Next(6); count > 0 && end < input.Length; count--)
        {
            var next = input.AsSpan(end).IndexOfAny(Structural);
            end = next < 0 ? input.Length : end + next + (count > 1 ? 1 : 0);
        }

        return (start, end - start);
    }

    private static byte[] Slice(byte[] input, (int Start, int Length) part) => input[part.Start..(part.Start + part.Length)];

    private static byte[] Replace(byte[] input, (int Start, int Length) part, byte[] with) =>
        [.. input.AsSpan(0, part.Start), .. with, .. input.AsSpan(part.Start + part.Length)];
}
