using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Editing;

/// <summary>
/// Undo and redo: <c>/desk/{site}/undo</c>. The page says everything that would be taken back; only changes of one block's own rules are
/// taken back without it.
/// </summary>
internal static class UndoPages
{
    public static void MapUndo(this IEndpointRouteBuilder pages)
    {
        pages.MapMethods("/desk/{site}/undo", ReadRoutes.Methods, Show).RequireRole(Role.Editor);
        pages.MapPost("/desk/{site}/undo", Run).RequireRole(Role.Editor);
    }

    private static async Task<IResult> Show(
        string site, [FromQuery] long? batch, [FromQuery] string? redo, [FromQuery] string? article, HttpContext context,
        SiteSnapshots snapshots, RuleReversals reversals, SiteBlockOptions settings, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return DeskPages.NotFound(context);
        }

        var who = ActingRole.ActorOf(context).Id;
        var changes = batch is { } given
            ? await reversals.OfBatchAsync(site, who, redo == "yes", given, cancel)
            : await reversals.LastAsync(site, who, redo == "yes", cancel);
        var plan = await reversals.PlanAsync(site, changes, null, cancel);
        return Page(context, snapshot, settings, plan, redo == "yes", article, Problem(context, plan));
    }

    private static async Task<IResult> Run(
        string site, [FromForm] long batch, [FromForm] int count, [FromForm] string? redo, [FromForm] string? article,
        [FromForm] string? what, HttpContext context, SiteSnapshots snapshots, RuleReversals reversals, RuleEditing editing,
        RulePolicy policy, SiteBlockOptions settings, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return DeskPages.NotFound(context);
        }

        var (author, again) = (ActingRole.AuthorOf(context), redo == "yes");
        var page = snapshot.Articles.FindByKey(article ?? "") is >= 0 and var card ? snapshot.Articles[card] : null;
        var changes = await reversals.OfBatchAsync(site, author.Id, again, batch, cancel);
        if (what == "block" && page is not null)
        {
            changes = [.. changes.Where(change => RuleReversals.IsOwn(change, page))];
        }

        var reason = policy.RequiresReason(site) ? (again ? "done again at the desk" : "undone at the desk") : null;
        var plan = await reversals.PlanAsync(site, changes, reason, cancel);
        var problem = Problem(context, plan)
            ?? (changes.Count != count ? "Some of it was taken back in the meantime. This is what is left; look, then decide." : null);
        if (problem is null)
        {
            var outcome = (await editing.ApplyAsync(site, author, plan.Edits, cancel)).Outcome;
            if (outcome == RuleWriteOutcome.Done)
            {
                return TypedResults.LocalRedirect(page is null
                    ? $"{DeskLinks.Rules(site)}?saved={(again ? "redone" : "undone")}"
                    : $"{DeskLinks.Article(site, page.Key)}?done={(again ? "redone" : "undone")}");
            }

            problem = outcome == RuleWriteOutcome.TooMany ? policy.TooMany(site)
                : "Nothing was taken back: somebody has just changed one of these rules.";
        }

        return Page(context, snapshot, settings, plan, again, page?.Key, problem);
    }

    // Why it cannot be done at all; null if it can.
    private static string? Problem(HttpContext context, Reversal plan) =>
        plan.Since.Count > 0
            ? $"This cannot be taken back as it was{RuleProblems.WhoOf(plan.Since)}. The history of a rule restores any version of it."
        : RulePolicy.MayWrite(context, plan.Edits) ? null : RulePolicy.ForChiefEditors;

    private static RazorComponentResult Page(
        HttpContext context, SiteSnapshot snapshot, SiteBlockOptions settings, Reversal plan, bool redo, string? article,
        string? error) => new RazorComponentResult<UndoPage>(new
        {
            Frame = DeskFrame.Of(context), Snapshot = snapshot, Zone = settings.Of(snapshot.Site).TimeZone, Plan = plan, Redo = redo,
            Article = article, Error = error,
        })
        {
            StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
}
