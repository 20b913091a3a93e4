using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks;

namespace Recommender.Service.Desk.Overview;

/// <summary>The most-read articles whose blocks nobody in the newsroom has viewed recently.</summary>
internal sealed class UnseenBlocks(MostRead mostRead, BlockLookStore looks, TimeProvider clock)
{
    private static readonly TimeSpan Recently = TimeSpan.FromDays(30);

    /// <returns>Articles with their reads, most-read first; null if no reads were counted.</returns>
    public async Task<IReadOnlyList<(ArticleCard Card, string Words)>?> OfAsync(SiteSnapshot snapshot, CancellationToken cancel)
    {
        var read = await mostRead.OfAsync(snapshot, cancel);
        if (read.Count == 0)
        {
            return null;
        }

        var (now, seen) = (clock.GetUtcNow(),
            await looks.SinceAsync(snapshot.Site, read.Select(page => page.Page), clock.GetUtcNow() - Recently, cancel));
        return
        [
            .. read.Where(page => !seen.Contains(page.Page))
                .Select(page => (Card: snapshot.Articles.FindByKey(page.Page), page.Reads))
                .Where(page => page.Card >= 0 && snapshot.Articles[page.Card].IsVisibleAt(now.UtcDateTime))
                .Select(page => (snapshot.Articles[page.Card], $"read {Clicks.Reporting.FigureWords.Count(page.Reads)} times in "
                    + $"{BlockOptions.MostReadDays} days")),
        ];
    }
}
