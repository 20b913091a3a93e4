using Recommender.Service.Articles;

namespace Recommender.Service.Desk.Search;

/// <summary>A page of search results.</summary>
/// <param name="Articles">The articles of the page, best first.</param>
/// <param name="Total">The number of all articles that were found.</param>
/// <param name="IsAll">False if there are more than <paramref name="Total"/>, which were not counted.</param>
/// <param name="IsSimilar">True if nothing has all of the words as typed: these have similar words, or some of them.</param>
public sealed record ArticleResults(IReadOnlyList<FoundArticle> Articles, int Total, bool IsAll, bool IsSimilar)
{
    public static ArticleResults None { get; } = new([], 0, true, false);
}
