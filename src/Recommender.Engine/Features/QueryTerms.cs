using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Features;

/// <summary>A query's terms by position in its term vector: their weights in its lead, title and sentences.</summary>
internal sealed class QueryTerms
{
    private float[] _lead = [];
    private float[] _title = [];
    private float[] _rarity = [];
    private float[] _bigramRarity = [];
    private int[] _sentenceStarts = [];
    private int[] _sentences = [];
    private float[] _sentenceWeights = [];

    public IdLookup Terms { get; } = new();

    public IdLookup Bigrams { get; } = new();

    /// <summary>At most <see cref="EncodedDocuments.MaxSentences"/>.</summary>
    public int SentenceCount { get; private set; }

    /// <summary>Sum of the inverse document frequencies of the title's distinct terms.</summary>
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

        LaySentences(documents, row, terms.Ids.Length);
    }

    /// <summary>The sentences that contain the term at a position of the term vector, with its weight in each.</summary>
    public SparseRow SentencesOf(int position)
    {
        var (start, length) = (_sentenceStarts[position], _sentenceStarts[position + 1] - _sentenceStarts[position]);
        return new SparseRow(_sentences.AsSpan(start, length), _sentenceWeights.AsSpan(start, length));
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

    // Inverts sentences with their terms into terms with their sentences.
    private void LaySentences(EncodedDocuments documents, int row, int terms)
    {
        var first = documents.SentenceStarts[row];
        SentenceCount = Math.Min(EncodedDocuments.MaxSentences, documents.SentenceStarts[row + 1] - first);
        if (_sentenceStarts.Length < terms + 2)
        {
            _sentenceStarts = new int[(terms + 2) * 2];
        }

        Array.Clear(_sentenceStarts);
        var entries = 0;
        for (var p = 0; p < SentenceCount; p++)
        {
            foreach (var id in documents.Sentences[first + p].Ids)
            {
                if (Terms.Find(id) is >= 0 and var at)
                {
                    _sentenceStarts[at + 2]++;
                    entries++;
                }
            }
        }

        for (var i = 2; i < terms + 2; i++)
        {
            _sentenceStarts[i] += _sentenceStarts[i - 1];
        }

        if (_sentences.Length < entries)
        {
            (_sentences, _sentenceWeights) = (new int[entries * 2], new float[entries * 2]);
        }

        for (var p = 0; p < SentenceCount; p++)
        {
            var sentence = documents.Sentences[first + p];
            for (var i = 0; i < sentence.Ids.Length; i++)
            {
                if (Terms.Find(sentence.Ids[i]) is >= 0 and var at)
                {
                    var slot = _sentenceStarts[at + 1]++;
                    (_sentences[slot], _sentenceWeights[slot]) = (p, sentence.Weights[i]);
                }
            }
        }
    }
}
