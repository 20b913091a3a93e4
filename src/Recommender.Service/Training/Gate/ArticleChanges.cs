using Recommender.Engine.Models;
using Recommender.Service.Models;

namespace Recommender.Service.Training.Gate;

/// <summary>Differences between the articles of a training and those of the live model. Shares in [0, 1].</summary>
/// <param name="Gone">Share of the live model's articles that no longer exist.</param>
/// <param name="Rewritten">Share of the live model's articles with the same key but a different text.</param>
/// <param name="Redated">Share of the articles in both whose date differs by more than a day, appeared or disappeared.</param>
/// <param name="Future">Share of the articles dated more than a day in the future.</param>
/// <param name="SameDate">Share of the dated articles that are of the most frequent day, if there are at least twenty; otherwise 0.</param>
/// <param name="LinksKept">Share of the links between unchanged articles that still exist; 1 if there are fewer than twenty.</param>
public sealed record ArticleChanges(double Gone, double Rewritten, double Redated, double Future, double SameDate, double LinksKept)
{
    private const int Enough = 20;

    // Corrections keep most pairs of words; two different texts share fewer than one in fifty.
    private const double SameText = 0.3;

    public static ArticleChanges Of(
        TrainedArticles trained, RelatedLists lists, TrainedArticles? live, RelatedLists? liveLists, DateTimeOffset now)
    {
        var (gone, rewritten, redated, both) = (0, 0, 0, 0);
        foreach (var (key, before) in live?.ByKey ?? new Dictionary<string, TrainedArticle>())
        {
            if (!trained.ByKey.TryGetValue(key, out var article))
            {
                gone++;
                continue;
            }

            both++;
            rewritten += SaysTheSame(article, before) ? 0 : 1;
            redated += article.Published is null != before.Published is null
                || (article.Published - before.Published)?.Duration() > TimeSpan.FromDays(1) ? 1 : 0;
        }

        var dates = trained.ByKey.Values.Select(article => article.Published).OfType<DateTimeOffset>().ToList();
        var sameDate = dates.Count < Enough ? 0 : dates.CountBy(date => date.UtcDateTime.Date).Max(day => day.Value);
        return new ArticleChanges(
            ListFigures.Share(gone, gone + both), ListFigures.Share(rewritten, gone + both), ListFigures.Share(redated, both),
            ListFigures.Share(dates.Count(date => date > now.AddDays(1)), trained.ByKey.Count), ListFigures.Share(sameDate, dates.Count),
            live is null ? 1 : LinksKeptOf(trained, lists, live, liveLists!));
    }

    private static bool SaysTheSame(TrainedArticle one, TrainedArticle other) => TextSketch.Likeness(one.Sketch, other.Sketch) >= SameText;

    private static double LinksKeptOf(TrainedArticles trained, RelatedLists lists, TrainedArticles live, RelatedLists before)
    {
        var (links, kept) = (0, 0);
        for (var i = 0; i < before.Ids.Count; i++)
        {
            if (before.Links(i).IsEmpty || lists.IndexOf(before.Ids[i]) is not (>= 0 and var now)
                || !live.ByKey.TryGetValue(before.Ids[i], out var article) || !SaysTheSame(trained.ByKey[before.Ids[i]], article))
            {
                continue;
            }

            foreach (var target in before.Links(i))
            {
                if (lists.IndexOf(before.Ids[target]) is >= 0 and var still)
                {
                    links++;
                    kept += lists.Links(now).Contains(still) ? 1 : 0;
                }
            }
        }

        return links < Enough ? 1 : ListFigures.Share(kept, links);
    }
}
