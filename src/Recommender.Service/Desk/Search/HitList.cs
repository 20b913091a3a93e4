using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Desk.Search;

/// <summary>All articles that a search found, best first, before its filters.</summary>
internal sealed record HitList(IReadOnlyList<FoundCard> Articles, bool IsAll, bool IsSimilar)
{
    public static HitList Newest(ArticleIndex articles) =>
        // Those that no reader will see are found by words only.
        new([.. articles.Newest.ToArray().Select(card => new FoundCard(card, articles[card].Key))], true, false);

    public HitList WithFirst(int card, ArticleIndex articles) => this with
    {
        Articles = [new FoundCard(card, articles[card].Key), .. Articles.Where(hit => hit.Card != card)],
        IsSimilar = IsSimilar && Articles.Count > 0,
    };
}
