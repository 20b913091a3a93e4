using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Ranking;

/// <summary>Ranks candidates for one query after the other. Not thread-safe; one a thread.</summary>
internal sealed class ListRanker(CandidateIndex index, RankingOptions options)
{
    private readonly SearchScratch _scratch = new();
    private readonly HybridScorer _hybrid = new(index.Documents, options);
    private readonly List<Scored> _scored = [];

    /// <summary>The best candidates of a query, best first, at most <paramref name="count"/>.</summary>
    public ReadOnlySpan<Scored> Rank(Query query, int count)
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
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_scored)[..Math.Min(count, _scored.Count)];
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
