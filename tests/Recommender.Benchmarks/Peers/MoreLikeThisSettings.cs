using Lucene.Net.Queries.Mlt;
using Lucene.Net.Search.Similarities;

namespace Recommender.Benchmarks.Peers;

/// <summary>A configuration of Lucene.NET's MoreLikeThis.</summary>
/// <param name="Name">Name in tables.</param>
/// <param name="Similarity">Similarity used for indexing and searching.</param>
/// <param name="Apply">Applies the settings that differ from the defaults.</param>
internal sealed record MoreLikeThisSettings(string Name, Func<Similarity> Similarity, Action<MoreLikeThis> Apply)
{
    /// <summary>The defaults: the 25 strongest terms that occur twice in the article and in at least five articles.</summary>
    public static MoreLikeThisSettings Defaults { get; } =
        new("Lucene.NET MoreLikeThis, defaults", () => new DefaultSimilarity(), _ => { });

    /// <summary>The best configuration found for related articles: BM25 and the 100 strongest terms, boosted by weight.</summary>
    public static MoreLikeThisSettings Tuned { get; } =
        new("Lucene.NET MoreLikeThis, BM25, 100 boosted terms", () => new BM25Similarity(), search =>
    {
        search.MaxQueryTerms = 100;
        search.ApplyBoost = true;
        search.MinTermFreq = 1;
        search.MinDocFreq = 2;
    });
}
