using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Blocks;

/// <summary>The articles, and the stories they tell, that a page and its block have already.</summary>
internal sealed class ChosenArticles(SiteSnapshot snapshot)
{
    private readonly HashSet<int> _cards = new(16);
    private readonly HashSet<int> _stories = new(16);

    /// <summary>Takes an article, unless it, or the same story in another article, is taken.</summary>
    /// <returns>Whether it was free.</returns>
    public bool Take(int card)
    {
        if (!_cards.Add(card))
        {
            return false;
        }

        var document = snapshot.DocumentOf(card);
        return document < 0 || _stories.Add(snapshot.Model!.Lists.DuplicateGroup(document));
    }

    /// <summary>Takes an article without its story: another telling of it stays free.</summary>
    /// <returns>Whether it was free.</returns>
    public bool TakeAlone(int card) => _cards.Add(card);
}
