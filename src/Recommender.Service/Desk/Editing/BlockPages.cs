using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Desk.Overview;
using Recommender.Service.Editing;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Editing;

/// <summary>
/// <c>/desk/{site}/articles/{key}</c>: one form holds the changes in hand, each button of it makes the next state of them, and one saves them
/// together where the block is still as its editor saw it.
/// </summary>
internal static class BlockPages
{
    public static void MapBlockPages(this IEndpointRouteBuilder pages)
    {
        pages.MapMethods("/desk/{site}/articles/{key}", ReadRoutes.Methods, Show).RequireRole(Role.Viewer);
        pages.MapPost("/desk/{site}/articles/{key}", Act).RequireRole(Role.Editor);
        pages.MapPost("/desk/{site}/articles/{key}/undo", Undo).RequireRole(Role.Editor);
    }

    private static async Task<IResult> Show(
        string site, string key, [FromQuery] string? done, HttpContext context, BlockDesk desk, BlockLookStore looks, CancellationToken cancel)
    {
        if (await desk.FreshAsync(site, cancel) is not { } snapshot || snapshot.Articles.FindByKey(key) is not (>= 0 and var page))
        {
            return DeskPages.NotFound(context);
        }

        await looks.AddAsync(site, snapshot.Articles[page].Key, cancel);
        return Page(context, await desk.ViewAsync(snapshot, page, desk.Draft(snapshot, page, [], context), BlockForm.None, context, cancel) with
        {
            Done = done switch
            {
                "saved" => "Saved. Readers see it now.",
                "bulk" => "Saved for all of the articles. Readers see it now.",
                "undone" => "Undone. Readers see the block as it was before.",
                _ => null,
            },
        });
    }

    private static async Task<IResult> Act(
        string site, string key, IFormCollection sent, HttpContext context, BlockDesk desk, RuleEditing editing, SiteRuleOptions options, CancellationToken cancel)
    {
        var form = BlockForm.Of(sent);
        if (await desk.FreshAsync(site, cancel) is not { } snapshot || snapshot.Articles.FindByKey(key) is not (>= 0 and var page))
        {
            return DeskPages.NotFound(context);
        }

        if (DraftChange.Read(form.Draft, snapshot.Articles) is not { } changes)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        var draft = desk.Draft(snapshot, page, changes, context);
        if (!desk.Now(snapshot, page).IsTag(form.Tag))
        {
            return await OutdatedAsync(snapshot, page, draft, form, changes.Count, context, desk, cancel);
        }

        switch (form.Action.Split(':'))
        {
            case ["save"]:
                return await SaveAsync(snapshot, page, draft, form, context, desk, editing, options, cancel);
            case ["discard"]:
                return TypedResults.LocalRedirect(DeskLinks.Article(site, key));
            case ["preview" or "find"]:
                return Page(context, await desk.ViewAsync(snapshot, page, draft, form, context, cancel));
            case ["more", var pick]:
                return Page(context, await desk.ViewAsync(snapshot, page, draft, form with { Pick = pick, Fields = desk.FieldsOf(draft, pick, site) }, context, cancel));
            case ["less"]:
                return Page(context, await desk.ViewAsync(snapshot, page, draft, form with { Pick = "", Fields = new PickFields() }, context, cancel));
            default:
                var (next, error) = new DraftActions(draft, form.Fields, desk.ZoneOf(site), context.MayWrite).Apply(form.Action);
                // What was done to the open article is in hand; what was done elsewhere leaves its fields as they are.
                var shown = error is null && form.Action.StartsWith("pick-", StringComparison.Ordinal) ? form with { Pick = "", Fields = new PickFields() }
                    : error is null && form.Action.StartsWith("pin:", StringComparison.Ordinal) ? form with { Query = "" }
                    : form;
                return Page(context, await desk.ViewAsync(snapshot, page, next, shown, context, cancel) with { Error = error });
        }
    }

    private static async Task<IResult> SaveAsync(
        SiteSnapshot snapshot, int page, BlockDraft draft, BlockForm form, HttpContext context, BlockDesk desk, RuleEditing editing,
        SiteRuleOptions options, CancellationToken cancel)
    {
        var (site, reason) = (snapshot.Site, form.Reason.Length == 0 ? null : form.Reason);
        var edits = draft.Edits(reason);
        var error = edits.Count == 0 ? "There is nothing to save."
            : RuleEndpoints.CheckReason(reason, options.Of(site)) is { } invalid ? $"{invalid.ProblemDetails.Detail}."
            : edits.All(edit => context.MayWrite(edit.Content.Scope!.Value) && MayTouch(snapshot, edit, context)) ? null
            : "Rules of sections, tags and the whole site are for chief editors.";
        if (error is not null)
        {
            return Page(context, await desk.ViewAsync(snapshot, page, draft, form, context, cancel) with { Error = error });
        }

        var write = await editing.ApplyAsync(site, ActingRole.NameOf(context), edits, cancel);
        switch (write.Outcome)
        {
            case RuleWriteOutcome.Done:
                return TypedResults.LocalRedirect($"{DeskLinks.Article(site, draft.Page.Key)}?done=saved");
            case RuleWriteOutcome.TooMany:
                return Page(context, await desk.ViewAsync(snapshot, page, draft, form, context, cancel) with
                {
                    Error = $"The site may have {options.Of(site).MaxPerSite} rules at most (Recommender:Rules:MaxPerSite); remove some first.",
                });
            default:
                var now = (await desk.FreshAsync(site, cancel))!;
                return await OutdatedAsync(now, page, desk.Draft(now, page, draft.Changes, context), form, draft.Changes.Count, context, desk, cancel);
        }
    }

    private static bool MayTouch(SiteSnapshot snapshot, RuleEdit edit, HttpContext context) =>
        snapshot.Rules.Rules.FirstOrDefault(rule => rule.Id == edit.Id) is not { } stored || context.MayWrite(stored.Scope);

    // The changes stay in hand, over what stands now: saving them again is a decision that was made with open eyes.
    private static async Task<IResult> OutdatedAsync(
        SiteSnapshot snapshot, int page, BlockDraft draft, BlockForm form, int had, HttpContext context, BlockDesk desk, CancellationToken cancel)
    {
        var lost = had - draft.Changes.Count;
        return Page(context, await desk.ViewAsync(snapshot, page, draft, form, context, cancel) with
        {
            Error = "The block changed while you had it open, and nothing of yours was saved."
                + (draft.Changes.IsEmpty ? "" : " Your changes are still in hand: look at the block below, then save.")
                + (lost > 0 ? $" {lost} of them concerned a rule that is another now, and is left out." : ""),
            Meanwhile = await desk.SinceAsync(snapshot, snapshot.Articles[page], form.Tag, cancel),
        }, StatusCodes.Status412PreconditionFailed);
    }

    private static async Task<IResult> Undo(
        string site, string key, [FromForm] long revision, [FromForm] string? reason, HttpContext context, BlockDesk desk, RuleEditing editing,
        SiteRuleOptions options, CancellationToken cancel)
    {
        if (await desk.FreshAsync(site, cancel) is not { } snapshot || snapshot.Articles.FindByKey(key) is not (>= 0 and var page))
        {
            return DeskPages.NotFound(context);
        }

        var why = options.Of(site).RequireReason && string.IsNullOrWhiteSpace(reason) ? "undone at the desk" : reason;
        var (edits, since) = await editing.UndoOfAsync(site, ActingRole.NameOf(context), why, cancel);
        var error = since.Count > 0 ? $"It cannot be undone any more{RuleProblems.WhoOf(since)}. The history restores any version."
            : edits.Count == 0 ? "There is nothing of yours to undo."
            : edits.All(edit => edit.Undoes != revision) ? "Meanwhile you changed something else, at another place; that would be undone now. Look, then undo again."
            : edits.Any(edit => !context.MayWrite(edit.Content.Scope!.Value)) ? "Rules of sections, tags and the whole site are for chief editors."
            : (await editing.ApplyAsync(site, ActingRole.NameOf(context), edits, cancel)).Outcome == RuleWriteOutcome.Done ? null
            : "It cannot be undone any more: somebody changed the same rule just now.";
        return error is null
            ? TypedResults.LocalRedirect($"{DeskLinks.Article(site, key)}?done=undone")
            : Page(context, await desk.ViewAsync(snapshot, page, desk.Draft(snapshot, page, [], context), BlockForm.None, context, cancel) with { Error = error }, StatusCodes.Status409Conflict);
    }

    private static RazorComponentResult Page(HttpContext context, BlockView view, int? status = null) =>
        new RazorComponentResult<BlockPage>(new { Frame = DeskFrame.Of(context), View = view })
        {
            StatusCode = status ?? (view.Error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest),
        };
}
