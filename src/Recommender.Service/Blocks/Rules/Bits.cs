namespace Recommender.Service.Blocks.Rules;

/// <summary>A set of numbers from 0, a bit for each.</summary>
internal sealed class Bits
{
    private ulong[] _words = [];

    public bool IsEmpty => _words.Length == 0;

    public static Bits Of(IEnumerable<int> numbers)
    {
        var bits = new Bits();
        foreach (var number in numbers)
        {
            bits.Add(number);
        }

        return bits;
    }

    public void Add(int bit)
    {
        if (bit >> 6 >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max((bit >> 6) + 1, _words.Length * 2));
        }

        _words[bit >> 6] |= 1UL << bit;
    }

    /// <summary>False for negative numbers as well.</summary>
    public bool Has(int bit) => bit >= 0 && bit >> 6 < _words.Length && (_words[bit >> 6] & (1UL << bit)) != 0;

    public bool HasAny(ReadOnlySpan<int> bits)
    {
        foreach (var bit in bits)
        {
            if (Has(bit))
            {
                return true;
            }
        }

        return false;
    }
}
