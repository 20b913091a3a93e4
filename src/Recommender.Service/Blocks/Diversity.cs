namespace Recommender.Service.Blocks;

/// <summary>
/// Limits the number of articles per running story and per section in a block. Surplus articles are set aside, and return if those after
/// them score much lower.
/// </summary>
/// <param name="options">The limits.</param>
/// <param name="sectionOf">Returns the section of the article at a position of the list; null if it has none.</param>
/// <param name="isNear">
/// Returns true if the article at the second position is among the <see cref="NearestOf"/> first in the list of the article at the first
/// position.
/// </param>
internal sealed class Diversity(BlockOptions options, Func<int, string?> sectionOf, Func<int, int, bool> isNear)
{
    /// <summary>An article with less than this share of the score of one set aside does not replace it.</summary>
    public const float WellEnough = 0.5f;

    // In a list as short as a small site's, every article would count as near.
    private const int Nearest = 6;
    private const int Share = 8;

    /// <summary>Two articles belong to one running story if each is among this many first entries of the other's list.</summary>
    /// <param name="length">Length of the list.</param>
    public static int NearestOf(int length) => Math.Min(Nearest, length / Share);

    /// <summary>Orders candidates, best first: those within the limits come before those over them, if they score well enough.</summary>
    /// <param name="candidates">List positions in sort order, with their scores.</param>
    /// <param name="length">Number of slots to fill; further candidates stay in score order.</param>
    /// <returns>All candidates, each yielded as soon as its position is certain.</returns>
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

        // The remaining slots are filled with candidates set aside, in order.
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
