using System.Numerics.Tensors;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Candidates;

/// <summary>
/// The unlearned ranking: a weighted sum of the cosines of terms, bigrams, names and embedding, and of closeness in time.
/// </summary>
/// <remarks>Not thread-safe; use one instance per thread.</remarks>
internal sealed class HybridScorer(EncodedDocuments documents, RankingOptions options)
{
    // Chosen on the validation queries of the benchmark sites; results barely change around these values.
    private const float NameWeight = 0.5f;
    private const float EmbeddingWeight = 0.5f;

    private readonly IdLookup _terms = new();
    private readonly IdLookup _bigrams = new();
    private readonly IdLookup _names = new();
    private readonly TimeCloseness _time = new(options.TimeDecay);
    private Query _query;
    private SharedTerm[] _shared = new SharedTerm[1024];
    private int _sharedCount;

    public void Begin(Query query)
    {
        _query = query;
        _sharedCount = 0;
        _terms.Reset(query.Documents.Terms[query.Row].Ids);
        _bigrams.Reset(query.Documents.Bigrams[query.Row].Ids);
        _names.Reset(query.Documents.Names[query.Row].Ids);
    }

    /// <summary>
    /// The terms that the query shares with a candidate, recorded while its parts were computed; valid until the next query begins.
    /// </summary>
    public ReadOnlySpan<SharedTerm> Shared(in Scored candidate) => _shared.AsSpan(candidate.SharedFrom, candidate.SharedCount);

    /// <summary>The number of shared terms recorded for this query so far.</summary>
    public int SharedCount => _sharedCount;

    public HybridParts Parts(int candidate)
    {
        var (batch, row) = (_query.Documents, _query.Row);
        return new HybridParts(
            DotKeeping(batch.Terms[row].Weights, documents.Terms[candidate]),
            Dot(_bigrams, batch.Bigrams[row].Weights, documents.Bigrams[candidate]),
            Dot(_names, batch.Names[row].Weights, documents.Names[candidate]),
            TensorPrimitives.Dot(batch.Embedding(row), documents.Embedding(candidate)),
            _time.Between(_query.Day, documents.Days[candidate]));
    }

    /// <summary>The unlearned score in [0, 1]; higher is more related.</summary>
    public float Score(in HybridParts parts) => Math.Clamp(
        (parts.Terms + parts.Bigrams + NameWeight * parts.Names + EmbeddingWeight * parts.Embedding + options.TimeWeight * parts.Time)
        / (2 + NameWeight + EmbeddingWeight + options.TimeWeight), 0, 1);

    // Matches are kept for the pair features: searching the terms costs more than using them.
    private float DotKeeping(ReadOnlySpan<float> queryWeights, SparseRow candidate)
    {
        var probable = _terms.Probable(candidate.Ids);
        if (_shared.Length < _sharedCount + probable.Length)
        {
            Array.Resize(ref _shared, 2 * (_sharedCount + probable.Length));
        }

        var sum = 0f;
        foreach (var i in probable)
        {
            if (_terms.FindProbable(candidate.Ids[i]) is >= 0 and var at)
            {
                sum += queryWeights[at] * candidate.Weights[i];
                _shared[_sharedCount++] = new SharedTerm(at, candidate.Weights[i]);
            }
        }

        return sum;
    }

    private static float Dot(IdLookup query, ReadOnlySpan<float> queryWeights, SparseRow candidate)
    {
        var sum = 0f;
        foreach (var i in query.Probable(candidate.Ids))
        {
            if (query.FindProbable(candidate.Ids[i]) is >= 0 and var at)
            {
                sum += queryWeights[at] * candidate.Weights[i];
            }
        }

        return sum;
    }
}
