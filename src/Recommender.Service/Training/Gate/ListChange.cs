using Recommender.Engine.Models;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Training.Gate;

/// <summary>The top five of a page in the live model and in the new one.</summary>
/// <param name="Page">The page's title.</param>
/// <param name="Key">Its key.</param>
/// <param name="Changed">Share of the top five that changed, 0 to 1.</param>
/// <param name="Score">Difference of the mean scores of the top five, new minus live.</param>
/// <param name="Before">In the live model.</param>
/// <param name="After">In the new model.</param>
public sealed record ListChange(
    string Page, string Key, double Changed, double Score, IReadOnlyList<ListedTitle> Before, IReadOnlyList<ListedTitle> After)
{
    /// <summary>Number of pages compared.</summary>
    public const int Pages = 200;

    private const int Extremes = 20;

    /// <summary>The most-read pages, and the pages whose scores fell and rose most.</summary>
    /// <param name="lists">Lists of the new model.</param>
    /// <param name="live">Lists of the live model.</param>
    /// <param name="mostRead">Keys, most-read first; if there are too few, the newest articles follow.</param>
    public static ListChanges Of(RelatedLists lists, RelatedLists live, ArticleIndex articles, IReadOnlyList<string> mostRead)
    {
        var rank = mostRead.Index().ToDictionary(read => read.Item, read => read.Index, StringComparer.Ordinal);
        var pages = new List<(int Card, int Document, int Other, double Changed, double Score)>();
        foreach (var card in articles.Newest)
        {
            if (lists.IndexOf(articles[card].Key) is >= 0 and var document && live.IndexOf(articles[card].Key) is >= 0 and var other)
            {
                pages.Add((card, document, other, ModelComparison.ChangeOf(lists, document, live, other),
                    MeanScore(lists, document) - MeanScore(live, other)));
            }
        }

        var changed = pages.Where(page => page.Changed > 0).OrderBy(page => page.Score).ThenByDescending(page => page.Changed).ToList();
        return new ListChanges(
            [.. pages.OrderBy(page => rank.GetValueOrDefault(articles[page.Card].Key, int.MaxValue)).Take(Pages).Select(Show)],
            [.. changed.Take(Extremes).Where(page => page.Score < 0).Select(Show)],
            [.. changed.AsEnumerable().Reverse().Take(Extremes).Where(page => page.Score > 0).Select(Show)]);

        ListChange Show((int Card, int Document, int Other, double Changed, double Score) page) => new(
            articles[page.Card].Title, articles[page.Card].Key, Math.Round(page.Changed, 2), Math.Round(page.Score, 4),
            Titles(live, page.Other, articles, lists, page.Document), Titles(lists, page.Document, articles, live, page.Other));
    }

    private static double MeanScore(RelatedLists lists, int document)
    {
        var (sum, count) = (0.0, 0);
        foreach (var entry in ListFigures.First(lists, document))
        {
            sum += entry.Score;
            count++;
        }

        return count == 0 ? 0 : sum / count;
    }

    private static List<ListedTitle> Titles(RelatedLists lists, int document, ArticleIndex articles, RelatedLists others, int other)
    {
        var elsewhere = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in ListFigures.First(others, other))
        {
            elsewhere.Add(others.Ids[entry.Index]);
        }

        var titles = new List<ListedTitle>();
        foreach (var entry in ListFigures.First(lists, document))
        {
            var id = lists.Ids[entry.Index];
            var card = articles.FindByKey(id);
            titles.Add(new ListedTitle(
                card < 0 ? id : articles[card].Title, Math.Round(entry.Score, 3), !elsewhere.Contains(id),
                card < 0 || articles[card].Withdrawn));
        }

        return titles;
    }
}
