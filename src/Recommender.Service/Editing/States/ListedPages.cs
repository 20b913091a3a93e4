using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Editing.States;

/// <summary>
/// The pages whose lists contain an article, for the articles that rules of more than one page move. One pass over all lists.
/// </summary>
internal sealed class ListedPages
{
    private readonly Dictionary<int, List<int>> _pages = [];

    public ListedPages(SiteSnapshot snapshot, IReadOnlySet<int> cards)
    {
        if (snapshot.Model is null || cards.Count == 0)
        {
            return;
        }

        var isWanted = new bool[snapshot.Articles.Count];
        foreach (var card in cards)
        {
            isWanted[card] = true;
        }

        for (var page = 0; page < snapshot.Articles.Count; page++)
        {
            foreach (var entry in snapshot.DocumentOf(page) is >= 0 and var document ? snapshot.Model.Lists[document] : [])
            {
                if (snapshot.CardOfDocument[entry.Index] is >= 0 and var card && isWanted[card])
                {
                    if (!_pages.TryGetValue(card, out var pages))
                    {
                        _pages.Add(card, pages = []);
                    }

                    pages.Add(page);
                }
            }
        }
    }

    public IReadOnlyList<int> Of(int card) => _pages.TryGetValue(card, out var pages) ? pages : [];
}
