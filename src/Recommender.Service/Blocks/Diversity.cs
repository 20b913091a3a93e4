namespace Recommender.Service.Blocks;

/// <summary>
/// The block as a set: at most some of one running story and of one section. What is over is set aside, and comes back where those after it
/// are not nearly as good.
/// </summary>
/// <param name="options">The bounds.</param>
/// <param name="sectionOf">The section of the article at a place of the list; null where it has none.</param>
/// <param name="isNear">Whether the article at the second place is one of the <see cref="NearestOf"/> first in the list of the one at the first.</param>
internal sealed class Diversity(BlockOptions options, Func<int, string?> sectionOf, Func<int, int, bool> isNear)
{
    /// <summary>An article with less than this share of the score of one that was set aside does not take its place.</summary>
    public const float WellEnough = 0.5f;

    // Of a list as short as a small site's everything would be near.
    private const int Nearest = 6;
    private const int Share = 8;

    /// <summary>Two articles tell one running story where each is among so many first in the other's list.</summary>
    /// <param name="length">Length of the list.</param>
    public static int NearestOf(int length) => Math.Min(Nearest, length / Share);

    /// <summary>Orders candidates, best first: those within the bounds, as far as they score well enough, before those over them.</summary>
    /// <param name="candidates">Places of the list in the order they are sorted by, with their scores.</param>
    /// <param name="length">How many places are to be filled; the order behind them is that of the scores.</param>
    /// <returns>All of them, each as soon as its place is sure.</returns>
    public IEnumerable<(int Place, float Score)> Apply(IEnumerable<(int Place, float Score)> candidates, int length) =>
        options is { MaxPerStory: 0, MaxPerSection: 0 } ? candidates : Bounded(candidates, length);

    private IEnumerable<(int Place, float Score)> Bounded(IEnumerable<(int Place, float Score)> candidates, int length)
    {
        var (taken, aside) = (new List<(int Place, float Score)>(length), new Queue<(int Place, float Score)>());
        foreach (var candidate in candidates)
        {
            while (taken.Count < length && aside.TryPeek(out var waiting) && candidate.Score < WellEnough * waiting.Score)
            {
                taken.Add(aside.Dequeue());
                yield return taken[^1];
            }

            if (taken.Count < length && IsOver(candidate.Place, taken))
            {
                aside.Enqueue(candidate);
                continue;
            }

            taken.Add(candidate);
            yield return candidate;
        }

        // Places that are left are filled from what was set aside, in its order.
        while (aside.TryDequeue(out var late))
        {
            yield return late;
        }
    }

    private bool IsOver(int place, List<(int Place, float Score)> taken)
    {
        var (story, section, name) = (0, 0, options.MaxPerSection > 0 ? sectionOf(place) : null);
        foreach (var (other, _) in taken)
        {
            story += options.MaxPerStory > 0 && isNear(place, other) && isNear(other, place) ? 1 : 0;
            section += name is not null && string.Equals(name, sectionOf(other), StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        return (options.MaxPerStory > 0 && story >= options.MaxPerStory) || (options.MaxPerSection > 0 && section >= options.MaxPerSection);
    }
}
