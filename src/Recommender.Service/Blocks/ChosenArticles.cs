using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Blocks;

/// <summary>The articles already used on a page and in its block, with their stories.</summary>
internal sealed class ChosenArticles(SiteSnapshot snapshot)
{
    private readonly HashSet<int> _cards = new(16);
    private readonly HashSet<int> _stories = new(16);

    /// <summary>Takes an article, unless it or another article with the same story is taken.</summary>
    /// <returns>True if it was free.</returns>
    public bool Take(int card)
    {
        if (!_cards.Add(card))
        {
            return false;
        }

        var document = snapshot.DocumentOf(card);
        return document < 0 || _stories.Add(snapshot.Model!.Lists.DuplicateGroup(document));
    }

    /// <summary>Takes an article without its story: other articles with the same story stay free.</summary>
    /// <returns>True if it was free.</returns>
    public bool TakeAlone(int card) => _cards.Add(card);
}
