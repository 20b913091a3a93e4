using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery.Edge;
using Recommender.Service.Desk.Editing;
using Recommender.Service.Desk.Search;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Overview;

/// <summary><c>/desk/{site}</c></summary>
internal static class FrontPages
{
    private const int ShownNewest = 8;

    public static void MapFrontPage(this IEndpointRouteBuilder pages) =>
        pages.MapMethods("/desk/{site}", ReadRoutes.Methods, Show).RequireRole(Role.Viewer);

    private static async Task<IResult> Show(
        string site, HttpContext context, SiteSnapshots snapshots, Overviews overviews, SiteBlockOptions settings,
        UnseenBlocks unseen, Purges purges, ArticleSearch search, TimeProvider clock, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return DeskPages.NotFound(context);
        }

        search.Prepare(snapshot);
        var (options, now) = (settings.Of(site), clock.GetUtcNow());
        return new RazorComponentResult<DeskFrontPage>(new
        {
            Frame = DeskFrame.Of(context), Snapshot = snapshot, Overview = await overviews.OfAsync(snapshot), Zone = options.TimeZone,
            Unseen = await unseen.OfAsync(snapshot, cancel), Purges = purges.StateOf(site),
            Bookmarklet = AddressPages.Bookmarklet(context.Request, site),
            Expiring = Expiring(snapshot, options.TimeZone, now),
            Newest = snapshot.Articles.Newest.ToArray()
                .Where(page => snapshot.Articles[page].IsVisibleAt(now.UtcDateTime)).Take(ShownNewest)
                .Select(page => new NewArticle(
                    snapshot.Articles[page],
                    new BlockBuilder(snapshot, BlockRequest.Of(page, options), options, now).Build().Items)).ToList(),
        });
    }

    private static List<Rule> Expiring(SiteSnapshot snapshot, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        return
        [
            .. snapshot.Rules.Rules
                .Where(rule => rule.Schedule?.Ends is { } ends && ends > now
                    && TimeZoneInfo.ConvertTime(ends.AddTicks(-1), zone).Date == today)
                .OrderBy(rule => rule.Schedule!.Ends),
        ];
    }
}
