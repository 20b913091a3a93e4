using Recommender.Engine;
using Recommender.Engine.Models;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Training.Gate;

/// <summary>Figures of a model's lists over the current articles.</summary>
/// <param name="Articles">Articles that have a list and are not withdrawn.</param>
/// <param name="Coverage">Share of them that are in the top five of any list.</param>
/// <param name="NearDuplicates">Share of the lists whose top five, together with the page, contain near-duplicates.</param>
/// <param name="Empty">Share of empty lists.</param>
/// <param name="Dead">Share of the articles in top fives that are gone.</param>
/// <param name="MedianGapDays">Median difference in days between the newest pages and their top five; 0 without dates.</param>
public sealed record ListFigures(int Articles, double Coverage, double NearDuplicates, double Empty, double Dead, double MedianGapDays)
{
    /// <summary>Usual length of a block.</summary>
    public const int Shown = 5;

    private const int NewestPages = 200;

    public static ListFigures Of(RelatedLists lists, ArticleIndex articles)
    {
        var cards = CardsOf(lists, articles);
        var (pages, empty, duplicates, shown, dead) = (0, 0, 0, 0, 0);
        var covered = new HashSet<int>();
        var groups = new HashSet<int>();
        for (var i = 0; i < cards.Length; i++)
        {
            if (cards[i] < 0)
            {
                continue;
            }

            pages++;
            groups.Clear();
            groups.Add(lists.DuplicateGroup(i));
            var (present, twice) = (0, false);
            foreach (var entry in First(lists, i))
            {
                shown++;
                if (cards[entry.Index] < 0)
                {
                    dead++;
                    continue;
                }

                present++;
                covered.Add(entry.Index);
                twice |= !groups.Add(lists.DuplicateGroup(entry.Index));
            }

            empty += present == 0 ? 1 : 0;
            duplicates += twice ? 1 : 0;
        }

        return new ListFigures(pages, Share(covered.Count, pages), Share(duplicates, pages), Share(empty, pages), Share(dead, shown),
            MedianGap(lists, articles, cards));
    }

    /// <summary>The card of each document; -1 if its article is gone.</summary>
    internal static int[] CardsOf(RelatedLists lists, ArticleIndex articles) =>
        [.. lists.Ids.Select(id => articles.FindByKey(id) is >= 0 and var card && !articles[card].Withdrawn ? card : -1)];

    internal static ReadOnlySpan<RelatedEntry> First(RelatedLists lists, int document)
    {
        var list = lists[document];
        return list[..Math.Min(Shown, list.Length)];
    }

    internal static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 4);

    private static double MedianGap(RelatedLists lists, ArticleIndex articles, int[] cards)
    {
        var gaps = new List<double>();
        foreach (var page in articles.Newest[..Math.Min(NewestPages, articles.Newest.Length)])
        {
            if (articles[page].Published == default || lists.IndexOf(articles[page].Key) is not (>= 0 and var document))
            {
                continue;
            }

            foreach (var entry in First(lists, document))
            {
                if (cards[entry.Index] >= 0 && articles[cards[entry.Index]].Published is var other && other != default)
                {
                    gaps.Add(Math.Abs((articles[page].Published - other).TotalDays));
                }
            }
        }

        gaps.Sort();
        return gaps.Count == 0 ? 0 : Math.Round(gaps[gaps.Count / 2], 1);
    }
}
