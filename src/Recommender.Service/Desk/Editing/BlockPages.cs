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
/// <c>/desk/{site}/articles/{key}</c>: one form contains the unsaved changes. Each of its buttons changes them, and one saves all of them,
/// if the block is still as its editor saw it.
/// </summary>
internal static class BlockPages
{
    public static void MapBlockPages(this IEndpointRouteBuilder pages)
    {
        pages.MapMethods("/desk/{site}/articles/{key}", ReadRoutes.Methods, Show).RequireRole(Role.Viewer);
        pages.MapPost("/desk/{site}/articles/{key}", Act).RequireRole(Role.Editor);
    }

    private static async Task<IResult> Show(
        string site, string key, [FromQuery] string? done, [FromQuery] string? from, HttpContext context, BlockDesk desk,
        BlockLookStore looks, DraftStore drafts, CancellationToken cancel)
    {
        if (await desk.FreshAsync(site, cancel) is not { } snapshot || snapshot.Articles.FindByKey(key) is not (>= 0 and var page))
        {
            return DeskPages.NotFound(context);
        }

        await looks.AddAsync(site, snapshot.Articles[page].Key, cancel);
        var draft = desk.Draft(snapshot, page, [], context);
        return Page(context, await desk.ViewAsync(snapshot, page, draft, BlockForm.None, context, cancel) with
        {
            Done = SavedNotice.Words(done, from, desk.ZoneOf(site)),
            Left = ActingRole.Of(context) >= Role.Editor
                ? await drafts.FindAsync(site, ActingRole.ActorOf(context).Id, draft.Page.Key, cancel) : null,
        });
    }

    private static async Task<IResult> Act(
        string site, string key, IFormCollection sent, HttpContext context, BlockDesk desk, DraftStore drafts, RuleEditing editing,
        RulePolicy policy, CancellationToken cancel)
    {
        var (form, who) = (BlockForm.Of(sent), ActingRole.ActorOf(context).Id);
        if (await desk.FreshAsync(site, cancel) is not { } snapshot || snapshot.Articles.FindByKey(key) is not (>= 0 and var page))
        {
            return DeskPages.NotFound(context);
        }

        var (action, article) = (DraftAction.Of(form.Action), snapshot.Articles[page].Key);
        if (action is DraftAction.Discard)
        {
            await drafts.PutAsync(site, who, article, null, cancel);
            return TypedResults.LocalRedirect(DeskLinks.Article(site, key));
        }

        if (action is DraftAction.TakeUp && await drafts.FindAsync(site, who, article, cancel) is { } left)
        {
            form = form with { Draft = left.Changes, Tag = left.Tag, Reason = left.Reason };
        }

        if (DraftChange.Read(form.Draft, snapshot.Articles) is not { } changes)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        var draft = desk.Draft(snapshot, page, changes, context);
        if (!desk.Now(snapshot, page).IsTag(form.Tag) && !(action is DraftAction.TakeUp && draft.Changes.IsEmpty))
        {
            return await OutdatedAsync(snapshot, page, draft, form, changes.Count, context, desk, cancel);
        }

        return action switch
        {
            DraftAction.Save => await SaveAsync(snapshot, page, draft, form, context, desk, drafts, editing, policy, cancel),
            DraftAction.TakeUp or DraftAction.Preview or DraftAction.Find => await ShowAsync(draft, form, null),
            DraftAction.Open open =>
                await ShowAsync(draft, form with { Pick = open.Article, Fields = desk.FieldsOf(draft, open.Article, site) }, null),
            DraftAction.Close => await ShowAsync(draft, form.WithoutPick(), null),
            DraftAction.Edit edit => await EditAsync(edit),
            _ => await ShowAsync(draft, form, "There is no such button."),
        };

        async Task<IResult> ShowAsync(BlockDraft shown, BlockForm with, string? error) =>
            Page(context, await desk.ViewAsync(snapshot, page, shown, with, context, cancel) with { Error = error });

        Task KeepAsync(BlockDraft kept) => drafts.PutAsync(site, who, article, kept.Changes.IsEmpty
            ? null : new StoredDraft(DraftChange.Write(kept.Changes), form.Tag, form.Reason, kept.Now), cancel);

        async Task<IResult> EditAsync(DraftAction.Edit edit)
        {
            var actions = new DraftActions(draft, form.Fields, desk.ZoneOf(site), scope => RulePolicy.MayWrite(context, scope));
            var (next, error) = actions.Apply(edit);
            if (error is null)
            {
                await KeepAsync(next);
            }

            // An edit with the open fields closes them; any other edit leaves them as they are.
            return await ShowAsync(next, error is not null ? form : edit switch
            {
                DraftAction.OfPick => form.WithoutPick(),
                DraftAction.Pin => form with { Query = "" },
                _ => form,
            }, error);
        }
    }

    private static async Task<IResult> SaveAsync(
        SiteSnapshot snapshot, int page, BlockDraft draft, BlockForm form, HttpContext context, BlockDesk desk, DraftStore drafts,
        RuleEditing editing, RulePolicy policy, CancellationToken cancel)
    {
        var (site, reason) = (snapshot.Site, form.Reason.Length == 0 ? null : form.Reason);
        var edits = draft.Edits(reason);
        var error = edits.Count == 0 ? "There is nothing to save."
            : policy.CheckReason(site, reason) is { Count: > 0 } wrong ? FieldNames.Sentence(wrong)
            : RulePolicy.MayWrite(context, edits) && edits.All(edit => MayTouch(snapshot, edit, context)) ? null
            : RulePolicy.ForChiefEditors;
        if (error is not null)
        {
            return Page(context, await desk.ViewAsync(snapshot, page, draft, form, context, cancel) with { Error = error });
        }

        var effect = new DraftEffect(draft);
        var write = await editing.ApplyAsync(site, ActingRole.AuthorOf(context), edits, cancel);
        switch (write.Outcome)
        {
            case RuleWriteOutcome.Done:
                await drafts.PutAsync(site, ActingRole.ActorOf(context).Id, draft.Page.Key, null, CancellationToken.None);
                return TypedResults.LocalRedirect(SavedNotice.Address(
                    DeskLinks.Article(site, draft.Page.Key), effect, draft.Page.IsVisibleAt(draft.Now.UtcDateTime)));
            case RuleWriteOutcome.TooMany:
                return Page(context, await desk.ViewAsync(snapshot, page, draft, form, context, cancel) with
                {
                    Error = policy.TooMany(site),
                });
            default:
                var now = (await desk.FreshAsync(site, cancel))!;
                var kept = desk.Draft(now, page, draft.Changes, context);
                return await OutdatedAsync(now, page, kept, form, draft.Changes.Count, context, desk, cancel);
        }
    }

    private static bool MayTouch(SiteSnapshot snapshot, RuleEdit edit, HttpContext context) =>
        snapshot.Rules.Rules.FirstOrDefault(rule => rule.Id == edit.Id) is not { } stored || RulePolicy.MayWrite(context, stored.Scope);

    // The changes stay unsaved, and the page shows them on the current block: saving again is then an informed decision.
    private static async Task<IResult> OutdatedAsync(
        SiteSnapshot snapshot, int page, BlockDraft draft, BlockForm form, int had, HttpContext context, BlockDesk desk,
        CancellationToken cancel)
    {
        var lost = had - draft.Changes.Count;
        return Page(context, await desk.ViewAsync(snapshot, page, draft, form, context, cancel) with
        {
            Error = "The block changed while you had it open, and nothing of yours was saved."
                + (draft.Changes.IsEmpty ? "" : " Your changes are kept, unsaved: look at the block below, then save.")
                + (lost > 0 ? $" {lost} of them changed a rule that somebody else has changed since, and are dropped." : ""),
            Meanwhile = await desk.SinceAsync(snapshot, snapshot.Articles[page], form.Tag, cancel),
        }, StatusCodes.Status412PreconditionFailed);
    }

    private static RazorComponentResult Page(HttpContext context, BlockView view, int? status = null) =>
        new RazorComponentResult<BlockPage>(new { Frame = DeskFrame.Of(context), View = view })
        {
            StatusCode = status ?? (view.Error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest),
        };
}
