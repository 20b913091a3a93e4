using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Features;

/// <summary>A query's terms laid out by their position in its term vector: how much each weighs in its lead, title and passages.</summary>
internal sealed class QueryTerms
{
    public const int MaxPassages = 16;

    private float[] _lead = [];
    private float[] _title = [];
    private float[] _rarity = [];
    private float[] _bigramRarity = [];
    private int[] _passageStarts = [];
    private int[] _passages = [];
    private float[] _passageWeights = [];

    public IdLookup Terms { get; } = new();

    public IdLookup Bigrams { get; } = new();

    public int PassageCount { get; private set; }

    /// <summary>Sum of the rarities of the title's distinct terms.</summary>
    public float TitleIdf { get; private set; }

    /// <summary>By position: inverse document frequency.</summary>
    public ReadOnlySpan<float> Rarity => _rarity;

    /// <summary>By position in the bigram vector: inverse document frequency.</summary>
    public ReadOnlySpan<float> BigramRarity => _bigramRarity;

    public ReadOnlySpan<float> Lead => _lead;

    public ReadOnlySpan<float> Title => _title;

    public void Begin(Query query, SiteEncoder encoder)
    {
        var (documents, row) = (query.Documents, query.Row);
        var terms = documents.Terms[row];
        Terms.Reset(terms.Ids);
        Bigrams.Reset(documents.Bigrams[row].Ids);
        Gather(encoder.TermWeights.Idf, terms.Ids, ref _rarity);
        Gather(encoder.BigramWeights.Idf, documents.Bigrams[row].Ids, ref _bigramRarity);
        Spread(documents.Leads[row], terms.Ids.Length, ref _lead);
        var title = documents.Titles[row];
        Spread(title, terms.Ids.Length, ref _title);
        TitleIdf = 0;
        foreach (var id in title.Ids)
        {
            TitleIdf += encoder.TermWeights.Idf[id];
        }

        LayPassages(documents, row, terms.Ids.Length);
    }

    /// <summary>The passages that hold the term at a position of the term vector, with its weight there.</summary>
    public SparseRow PassagesOf(int position)
    {
        var (start, length) = (_passageStarts[position], _passageStarts[position + 1] - _passageStarts[position]);
        return new SparseRow(_passages.AsSpan(start, length), _passageWeights.AsSpan(start, length));
    }

    private static void Gather(float[] from, ReadOnlySpan<int> ids, ref float[] into)
    {
        if (into.Length < ids.Length)
        {
            into = new float[ids.Length * 2];
        }

        for (var i = 0; i < ids.Length; i++)
        {
            into[i] = from[ids[i]];
        }
    }

    private void Spread(SparseRow row, int length, ref float[] into)
    {
        if (into.Length < length)
        {
            into = new float[length * 2];
        }

        Array.Clear(into);
        for (var i = 0; i < row.Ids.Length; i++)
        {
            if (Terms.Find(row.Ids[i]) is >= 0 and var at)
            {
                into[at] = row.Weights[i];
            }
        }
    }

    // From passages with their terms to terms with their passages.
    private void LayPassages(EncodedDocuments documents, int row, int terms)
    {
        var first = documents.PassageStarts[row];
        PassageCount = Math.Min(MaxPassages, documents.PassageStarts[row + 1] - first);
        if (_passageStarts.Length < terms + 2)
        {
            _passageStarts = new int[(terms + 2) * 2];
        }

        Array.Clear(_passageStarts);
        var entries = 0;
        for (var p = 0; p < PassageCount; p++)
        {
            foreach (var id in documents.Passages[first + p].Ids)
            {
                if (Terms.Find(id) is >= 0 and var at)
                {
                    _passageStarts[at + 2]++;
                    entries++;
                }
            }
        }

        for (var i = 2; i < terms + 2; i++)
        {
            _passageStarts[i] += _passageStarts[i - 1];
        }

        if (_passages.Length < entries)
        {
            (_passages, _passageWeights) = (new int[entries * 2], new float[entries * 2]);
        }

        for (var p = 0; p < PassageCount; p++)
        {
            var passage = documents.Passages[first + p];
            for (var i = 0; i < passage.Ids.Length; i++)
            {
                if (Terms.Find(passage.Ids[i]) is >= 0 and var at)
                {
                    var slot = _passageStarts[at + 1]++;
                    (_passages[slot], _passageWeights[slot]) = (p, passage.Weights[i]);
                }
            }
        }
    }
}
