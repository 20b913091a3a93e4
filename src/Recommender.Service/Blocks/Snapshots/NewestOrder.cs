namespace Recommender.Service.Blocks.Snapshots;

/// <summary>
/// The articles of a site that are neither withdrawn nor hidden, newest first, overall and by section. Includes future-dated articles.
/// </summary>
internal sealed class NewestOrder
{
    private readonly Dictionary<string, int[]> _bySection;

    private NewestOrder(int[] all, ArticleCard[] cards)
    {
        All = all;
        _bySection = all
            .Where(card => cards[card].Section is not null)
            .GroupBy(card => cards[card].Section!, StringComparer.Ordinal)
            .ToDictionary(section => section.Key, section => section.ToArray(), StringComparer.Ordinal);
        Sections = [.. _bySection.OrderByDescending(s => s.Value.Length).ThenBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Key)];
    }

    public int[] All { get; }

    /// <summary>The names of the sections, largest first.</summary>
    public IReadOnlyList<string> Sections { get; }

    public int[] InSection(string? section) => section is null ? [] : _bySection.GetValueOrDefault(section, []);

    public static NewestOrder Of(ArticleCard[] cards) => new(Sorted(cards, Enumerable.Range(0, cards.Length)), cards);

    /// <summary>The order after cards changed: unchanged cards keep their place, so that no large sort is needed.</summary>
    public NewestOrder With(ArticleCard[] cards, IReadOnlySet<int> changed)
    {
        var fresh = Sorted(cards, changed);
        var merged = new List<int>(All.Length + fresh.Length);
        var next = 0;
        foreach (var card in All)
        {
            if (changed.Contains(card))
            {
                continue;
            }

            while (next < fresh.Length && ArticleCard.CompareNewest(cards[fresh[next]], cards[card]) < 0)
            {
                merged.Add(fresh[next++]);
            }

            merged.Add(card);
        }

        merged.AddRange(fresh.AsSpan(next));
        return new NewestOrder([.. merged], cards);
    }

    private static int[] Sorted(ArticleCard[] cards, IEnumerable<int> some)
    {
        var order = some.Where(card => !cards[card].IsHidden).ToArray();
        // Sorting numbers is many times faster than a comparison with look-ups; only equal times are compared again.
        var moments = Array.ConvertAll(order, card => -cards[card].Published.Ticks);
        Array.Sort(moments, order);
        for (var (from, to) = (0, 0); from < order.Length; from = to)
        {
            while (to < order.Length && moments[to] == moments[from])
            {
                to++;
            }

            order.AsSpan(from, to - from).Sort((a, b) => ArticleCard.CompareNewest(cards[a], cards[b]));
        }

        return order;
    }
}
