namespace Recommender.Engine.Encoding;

/// <summary>Numbers strings from 0 in the order of first occurrence.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<string> _words = [];

    public Vocabulary() => _bySpan = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    public Vocabulary(IEnumerable<string> words) : this()
    {
        foreach (var word in words)
        {
            Add(word);
        }
    }

    public int Count => _words.Count;

    public string this[int id] => _words[id];

    public List<string> Words => _words;

    /// <summary>The word's id; adds the word if it is new.</summary>
    public int Add(ReadOnlySpan<char> word)
    {
        if (_bySpan.TryGetValue(word, out var id))
        {
            return id;
        }

        return Add(word.ToString());
    }

    public int Add(string word)
    {
        if (!_ids.TryGetValue(word, out var id))
        {
            id = _words.Count;
            _ids.Add(word, id);
            _words.Add(word);
        }

        return id;
    }

    /// <summary>The word's id, or -1.</summary>
    public int Find(ReadOnlySpan<char> word) => _bySpan.TryGetValue(word, out var id) ? id : -1;
}
