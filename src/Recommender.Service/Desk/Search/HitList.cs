using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Desk.Search;

/// <summary>An article that was found.</summary>
/// <param name="Card">Its card; -1 if the snapshot does not have it yet.</param>
/// <param name="Key">Its key.</param>
internal readonly record struct Hit(int Card, string Key);

/// <summary>All articles that a search found, best first, before its filters.</summary>
internal sealed record HitList(IReadOnlyList<Hit> Articles, bool IsAll, bool IsSimilar)
{
    public static HitList Newest(ArticleIndex articles) =>
        new([.. articles.Newest.ToArray().Select(card => new Hit(card, articles[card].Key))], true, false);

    public HitList WithFirst(int card, ArticleIndex articles) => this with
    {
        Articles = [new Hit(card, articles[card].Key), .. Articles.Where(hit => hit.Card != card)],
        IsSimilar = IsSimilar && Articles.Count > 0,
    };
}
