using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Features;

namespace Recommender.Engine.Ranking;

/// <summary>Ranks candidates for one query after the other. Not thread-safe; one a thread.</summary>
internal sealed class ListRanker(CandidateIndex index, SiteEncoder encoder, RankingBlend blend, RankingOptions options)
{
    private readonly PairFeatures _features = new(index, encoder);
    private const int ReservedShare = 6;

    private readonly SearchScratch _scratch = new();
    private readonly HybridScorer _hybrid = new(index.Documents, options);
    private readonly List<Scored> _scored = [];

    /// <summary>The best of a query, best first, at most <paramref name="count"/>: by the learned rankings where there are any, else unlearned.</summary>
    public ReadOnlySpan<Scored> Rank(Query query, int count) => blend.IsLearned ? Learned(query, count) : Unlearned(query, count);

    /// <summary>The best of a query by the unlearned ranking.</summary>
    public ReadOnlySpan<Scored> Unlearned(Query query, int count)
    {
        Score(query);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_scored)[..Math.Min(count, _scored.Count)];
    }

    /// <summary>What the learned ranking is to order: the same, but with places for what only its links speak for.</summary>
    public ReadOnlySpan<Scored> Candidates(Query query, int count)
    {
        Score(query);
        KeepAnchored(count);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_scored)[..Math.Min(count, _scored.Count)];
    }

    private Span<Scored> Learned(Query query, int count)
    {
        var candidates = Candidates(query, TrainingPairs.CandidatesPerQuery);
        var features = _features.Of(query, candidates);
        var scores = _scratch.ScoresOf(2 * candidates.Length);
        blend.Score(features, scores[..candidates.Length], scores[candidates.Length..]);
        var ranked = candidates.Length == 0 ? [] : System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_scored)[..candidates.Length];
        for (var i = 0; i < ranked.Length; i++)
        {
            ranked[i] = ranked[i] with { Score = blend.Probability(scores[i]) };
        }

        ranked.Sort(Compare);
        return ranked[..Math.Min(count, ranked.Length)];
    }

    private void Score(Query query)
    {
        index.Find(query, _scratch);
        _hybrid.Begin(query);
        _scored.Clear();
        foreach (var candidate in _scratch.Found)
        {
            var parts = _hybrid.Parts(candidate);
            _scored.Add(new Scored(candidate, _hybrid.Score(parts), parts));
        }

        _scored.Sort(Compare);
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
            var from = _scored.FindIndex(count - reserved, s => s.Document == document);
            if (from >= count && at > count - reserved)
            {
                at--;
                (_scored[at], _scored[from]) = (_scored[from], _scored[at]);
            }
        }

        _scored.Sort(0, count, Comparer<Scored>.Create(Compare));
    }

    // Score, then the newer, then the id: an order that does not hang on how the work was done.
    private int Compare(Scored a, Scored b)
    {
        if (a.Score != b.Score)
        {
            return b.Score.CompareTo(a.Score);
        }

        EncodedDocuments documents = index.Documents;
        var byDay = documents.Days[b.Document].CompareTo(documents.Days[a.Document]);
        return byDay != 0 ? byDay : string.CompareOrdinal(documents.Ids[a.Document], documents.Ids[b.Document]);
    }
}

/// <summary>A candidate with its score in [0, 1] and what the unlearned ranking made it of.</summary>
internal readonly record struct Scored(int Document, float Score, HybridParts Parts);
