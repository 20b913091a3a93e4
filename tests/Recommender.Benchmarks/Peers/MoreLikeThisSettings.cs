using Lucene.Net.Queries.Mlt;
using Lucene.Net.Search.Similarities;

namespace Recommender.Benchmarks.Peers;

/// <summary>A way of using Lucene.NET's MoreLikeThis.</summary>
/// <param name="Name">As tables call it.</param>
/// <param name="Similarity">Of indexing and searching.</param>
/// <param name="Apply">Sets what differs from its defaults.</param>
internal sealed record MoreLikeThisSettings(string Name, Func<Similarity> Similarity, Action<MoreLikeThis> Apply)
{
    /// <summary>As it comes: the 25 strongest terms that the article has twice and five articles have.</summary>
    public static MoreLikeThisSettings Defaults { get; } = new("Lucene.NET MoreLikeThis, defaults", () => new DefaultSimilarity(), _ => { });

    /// <summary>The best that was found for related articles: BM25, the 100 strongest terms, each by its weight.</summary>
    public static MoreLikeThisSettings Tuned { get; } = new("Lucene.NET MoreLikeThis, BM25, 100 boosted terms", () => new BM25Similarity(), search =>
    {
        search.MaxQueryTerms = 100;
        search.ApplyBoost = true;
        search.MinTermFreq = 1;
        search.MinDocFreq = 2;
    });
}
