using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing;
using Recommender.Service.Editing.Blocks;
using Recommender.Service.People;
using Recommender.Service.Related.Explaining;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Editing;

/// <summary>The history of one article's block, and the block at a past time: <c>/desk/{site}/articles/{key}/history</c></summary>
internal static class HistoryPages
{
    private const int PageLength = 50;

    public static void MapBlockHistory(this IEndpointRouteBuilder pages) =>
        pages.MapMethods("/desk/{site}/articles/{key}/history", ReadRoutes.Methods, Show).RequireRole(Role.Viewer);

    private static async Task<IResult> Show(
        string site, string key, [FromQuery] string? at, [FromQuery] long? before, HttpContext context, SiteSnapshots snapshots,
        RuleStore store, PastBlocks past, BlockExplainer explainer, SiteBlockOptions settings, TimeProvider clock, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot || snapshot.Articles.FindByKey(key) is not (>= 0 and var page))
        {
            return DeskPages.NotFound(context);
        }

        var (options, card) = (settings.Of(site), snapshot.Articles[page]);
        var changes = await store.HistoryAsync(site, CardConcerns.Of(card), 0, before, PageLength + 1, cancel);
        var shown = changes.Take(PageLength).ToList();
        var rules = await store.FindAsync(site, shown.Select(change => change.Rule).Distinct(StringComparer.Ordinal), cancel);
        var (then, error) = string.IsNullOrWhiteSpace(at)
            ? (null, null)
            : await ThenAsync(at, snapshot, card, past, explainer, options, clock.GetUtcNow(), cancel);
        return new RazorComponentResult<HistoryPage>(new
        {
            Frame = DeskFrame.Of(context), Articles = snapshot.Articles, Card = card, Site = site, Zone = options.TimeZone, Changes = shown,
            Now = rules.Rules.Values
                .Where(rule => ActingRole.Of(context) >= Role.Editor && RulePolicy.MayWrite(context, rule.Scope))
                .ToDictionary(rule => rule.Id, rule => rule.Version, StringComparer.Ordinal),
            Next = changes.Count > PageLength ? shown[^1].Revision : (long?)null, At = at, Then = then, Error = error,
        })
        {
            StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }

    private static async Task<(PastBlock?, string?)> ThenAsync(
        string at, SiteSnapshot now, ArticleCard card, PastBlocks past, BlockExplainer explainer, BlockOptions options,
        DateTimeOffset clock, CancellationToken cancel)
    {
        if (PickFields.Moment(at) is not { } local)
        {
            return (null, $"“{at}” is not a date and time.");
        }

        var moment = new DateTimeOffset(
            LocalTime.Begin(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), options.TimeZone), TimeSpan.Zero);
        if (moment > clock)
        {
            return (null, "That moment is in the future.");
        }

        var (snapshot, notes) = await past.SnapshotAtAsync(now.Site, moment, cancel);
        if (snapshot.Articles.FindByKey(card.Key) is not (>= 0 and var page) || snapshot.Articles[page].Withdrawn)
        {
            return (new PastBlock([], [], ["The site did not have the article then.", .. notes]), null);
        }

        var items = new BlockBuilder(snapshot, BlockRequest.Of(page, options) with { Explain = true }, options, moment).Build().Items;
        try
        {
            var reasons = await explainer.ExplainAsync(snapshot, page, items, cancel);
            return (new PastBlock(items, [.. reasons.Select(reason => reason.Reasons)], notes), null);
        }
        catch (InvalidDataException e)
        {
            var none = items.Select(_ => (IReadOnlyList<string>)[]).ToList();
            return (new PastBlock(items, none, [.. notes, $"Reasons are not available: {e.Message}."]), null);
        }
    }
}
