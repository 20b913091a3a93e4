using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Features;

namespace Recommender.Engine.Ranking;

/// <summary>Ranks candidates for one query after another. Not thread-safe; use one instance per thread.</summary>
internal sealed class ListRanker(CandidateIndex index, SiteEncoder encoder, RankingBlend blend, RankingOptions options)
{
    private const int ReservedShare = 6;

    private readonly PairFeatures _features = new(index, encoder);
    private readonly SearchScratch _scratch = new();
    private readonly HybridScorer _hybrid = new(index.Documents, options);
    private readonly List<Scored> _found = [];
    private readonly List<Scored> _scored = [];
    private float[] _scores = [];
    private int[] _order = [];
    private Comparison<int>? _compareEqual;

    /// <summary>
    /// The best candidates of a query, best first, at most <paramref name="count"/>: by the learned rankings if there are any, otherwise
    /// unlearned.
    /// </summary>
    public ReadOnlySpan<Scored> Rank(Query query, int count) => blend.IsLearned ? Learned(query, count) : Unlearned(query, count);

    /// <summary>The best candidates of a query by the unlearned ranking.</summary>
    public ReadOnlySpan<Scored> Unlearned(Query query, int count)
    {
        Score(query);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_scored)[..Math.Min(count, _scored.Count)];
    }

    /// <summary>
    /// Selects the candidates for the learned ranking: the unlearned best, with some places reserved for candidates supported only by
    /// links.
    /// </summary>
    public ReadOnlySpan<Scored> Candidates(Query query, int count)
    {
        Score(query);
        KeepAnchored(count);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_scored)[..Math.Min(count, _scored.Count)];
    }

    /// <summary>
    /// The features of the last query's candidates, in the order of <see cref="Candidates"/>, row after row; valid until the next call.
    /// </summary>
    public Span<float> Features(Query query, ReadOnlySpan<Scored> candidates) => _features.Of(query, candidates, _hybrid);

    private Span<Scored> Learned(Query query, int count)
    {
        var candidates = Candidates(query, TrainingPairs.CandidatesPerQuery);
        var features = Features(query, candidates);
        var scores = _scratch.ScoresOf(2 * candidates.Length);
        blend.Score(features, scores[..candidates.Length], scores[candidates.Length..]);
        _found.Clear();
        for (var i = 0; i < candidates.Length; i++)
        {
            _found.Add(candidates[i] with { Score = blend.Probability(scores[i]) });
        }

        SortFound();
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_scored)[..Math.Min(count, _scored.Count)];
    }

    private void Score(Query query)
    {
        index.Find(query, _scratch);
        _hybrid.Begin(query);
        _found.Clear();
        foreach (var candidate in _scratch.Found)
        {
            var from = _hybrid.SharedCount;
            var parts = _hybrid.Parts(candidate);
            _found.Add(new Scored(candidate, _hybrid.Score(parts), parts) { SharedFrom = from, SharedCount = _hybrid.SharedCount - from });
        }

        SortFound();
    }

    private void SortFound()
    {
        if (_order.Length < _found.Count)
        {
            (_scores, _order) = (new float[_found.Count], new int[_found.Count]);
        }

        for (var i = 0; i < _found.Count; i++)
        {
            _scores[i] = _found[i].Score;
        }

        var order = _order.AsSpan(0, _found.Count);
        Ranks.Sort(_scores.AsSpan(0, _found.Count), order, _compareEqual ??= CompareEqual);
        _scored.Clear();
        foreach (var at in order)
        {
            var scored = _found[at];
            // The first sort of a query is by the unlearned score.
            _scored.Add(scored.Unlearned > 0 ? scored : scored with { Unlearned = _scored.Count + 1 });
        }
    }

    private void KeepAnchored(int count)
    {
        var reserved = count / ReservedShare;
        if (_scored.Count <= count || reserved == 0)
        {
            return;
        }

        var at = count;
        foreach (var document in _scratch.Anchored)
        {
            var from = PositionOf(document, count);
            if (from >= count && at > count - reserved)
            {
                at--;
                (_scored[at], _scored[from]) = (_scored[from], _scored[at]);
            }
        }

        if (at == count)
        {
            return;
        }

        _found.Clear();
        _found.AddRange(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_scored)[..count]);
        SortFound();
    }

    private int PositionOf(int document, int from)
    {
        while (from < _scored.Count && _scored[from].Document != document)
        {
            from++;
        }

        return from < _scored.Count ? from : -1;
    }

    // Equal scores: the newer first, then the lower id. This order does not depend on how the work was distributed.
    private int CompareEqual(int a, int b)
    {
        var (documents, x, y) = (index.Documents, _found[a].Document, _found[b].Document);
        var byDay = documents.Days[y].CompareTo(documents.Days[x]);
        return byDay != 0 ? byDay : string.CompareOrdinal(documents.Ids[x], documents.Ids[y]);
    }
}
