using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Retiring;
using Recommender.Service.Desk.Editing;
using Recommender.Service.Editing;
using Recommender.Service.Editing.Checking;
using Recommender.Service.Editing.States;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.RulePages;

/// <summary>One rule: <c>/desk/{site}/rules/new</c> and <c>/desk/{site}/rules/{id}</c>.</summary>
internal static class RuleEditPages
{
    private static readonly RuleFields Blank = new() { Kind = "exclude", Scope = "section", Subject = "article" };

    public static void MapRuleEditing(this IEndpointRouteBuilder pages)
    {
        pages.MapMethods(
            "/desk/{site}/rules/new", ReadRoutes.Methods,
            (string site, HttpContext context, SiteBlockOptions settings, SiteSnapshots snapshots) => snapshots.Find(site) is null
                ? (IResult)DeskPages.NotFound(context) : Page(context, site, settings, null, Blank)).RequireRole(Role.Editor);
        pages.MapPost("/desk/{site}/rules/new", Make).RequireRole(Role.Editor);
        pages.MapMethods("/desk/{site}/rules/{id}", ReadRoutes.Methods, Show).RequireRole(Role.Viewer);
        pages.MapPost("/desk/{site}/rules/{id}", Change).RequireRole(Role.Editor);
        pages.MapPost("/desk/{site}/rules/{id}/restore", Restore).RequireRole(Role.Editor);
    }

    private static async Task<IResult> Show(
        string site, string id, [FromQuery] string? done, HttpContext context, SiteSnapshots snapshots, RuleStore store,
        SiteBlockOptions settings, TimeProvider clock, CancellationToken cancel) =>
        snapshots.Find(site) is not { } snapshot || await store.FindAsync(site, id, cancel) is not { } rule
            ? DeskPages.NotFound(context)
            : await RuleAsync(
                context, site, settings, store, rule, null, null, 0,
                done == "yes" ? Done(rule, new RuleStates(snapshot, settings.Of(site), clock.GetUtcNow()), settings.Of(site)) : null,
                cancel);

    private static string Done(Rule rule, RuleStates states, BlockOptions options) =>
        rule.Removed ? "Removed. Readers see it now."
        : states.Of(rule) switch
        {
            { Condition: RuleCondition.Holds } => "Done. Readers see it now.",
            { Condition: RuleCondition.Waiting, Starts: { } starts } =>
                $"Done. Readers see it from {RuleSentence.Full(starts, options.TimeZone)}.",
            var state => $"Done, but readers see no difference: {StateWords.Of(state)}.",
        };

    private static async Task<IResult> Make(
        string site, IFormCollection form, HttpContext context, SiteSnapshots snapshots, RuleEditing editing, RulePolicy policy,
        SiteBlockOptions settings, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return DeskPages.NotFound(context);
        }

        var fields = RuleFields.Of(form);
        var (rule, error) = Check(fields, snapshot, settings, policy, context);
        if (rule is null)
        {
            return Page(context, site, settings, null, fields, error);
        }

        var write = await editing.ApplyAsync(site, ActingRole.AuthorOf(context), [RuleEdit.Create(rule)], cancel);
        return write.Outcome == RuleWriteOutcome.Done
            ? TypedResults.LocalRedirect($"{DeskLinks.Rule(site, write.Rules[0].Id)}?done=yes")
            : Page(context, site, settings, null, fields, policy.TooMany(site));
    }

    private static async Task<IResult> Change(
        string site, string id, IFormCollection form, HttpContext context, SiteSnapshots snapshots, RuleStore store, RuleEditing editing,
        RulePolicy policy, SiteBlockOptions settings, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot || await store.FindAsync(site, id, cancel) is not { } stored)
        {
            return DeskPages.NotFound(context);
        }

        var fields = RuleFields.Of(form);
        if (form["version"].ToString() != stored.Version.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            return await OutdatedAsync(context, site, settings, store, stored, cancel);
        }

        var removes = form["do"] == "remove";
        var (rule, error) = removes
            ? (RuleInput.Of(stored), policy.CheckReason(site, fields.Reason) is { Count: > 0 } wrong ? FieldNames.Sentence(wrong) : null)
            : Check(fields, snapshot, settings, policy, context);
        error ??= RulePolicy.MayWrite(context, stored.Scope) ? null : RulePolicy.ForChiefEditors;
        if (error is not null)
        {
            return await RuleAsync(context, site, settings, store, stored, fields, error, 0, null, cancel);
        }

        var edit = removes ? RuleEdit.Remove(stored, fields.Reason) : RuleEdit.Change(stored, rule!);
        return await ApplyAsync(context, site, settings, store, editing, policy, stored, edit, cancel);
    }

    private static async Task<IResult> Restore(
        string site, string id, [FromForm] long version, [FromForm] long seen, [FromForm] string? reason, [FromForm] string? back,
        HttpContext context, SiteSnapshots snapshots, RuleStore store, RuleEditing editing, RulePolicy policy, SiteBlockOptions settings,
        CancellationToken cancel)
    {
        if (snapshots.Find(site) is null || await store.FindAsync(site, id, cancel) is not { } stored
            || await store.VersionAsync(site, id, version, cancel) is not { After: { } then })
        {
            return DeskPages.NotFound(context);
        }

        if (seen != stored.Version)
        {
            return await OutdatedAsync(context, site, settings, store, stored, cancel);
        }

        var why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        var error = policy.CheckReason(site, why) is { Count: > 0 } wrong ? FieldNames.Sentence(wrong)
            : RulePolicy.MayWrite(context, then.Scope) && RulePolicy.MayWrite(context, stored.Scope) ? null : RulePolicy.ForChiefEditors;
        return error is not null
            ? await RuleAsync(context, site, settings, store, stored, null, error, 0, null, cancel)
            : await ApplyAsync(context, site, settings, store, editing, policy, stored, RuleEdit.Restore(stored, then, why), cancel, back);
    }

    private static async Task<IResult> ApplyAsync(
        HttpContext context, string site, SiteBlockOptions settings, RuleStore store, RuleEditing editing, RulePolicy policy, Rule stored,
        RuleEdit edit, CancellationToken cancel, string? back = null) =>
        (await editing.ApplyAsync(site, ActingRole.AuthorOf(context), [edit], cancel)).Outcome switch
        {
            RuleWriteOutcome.Done => TypedResults.LocalRedirect(
                string.IsNullOrEmpty(back) ? $"{DeskLinks.Rule(site, stored.Id)}?done=yes" : DeskLinks.After(back)),
            RuleWriteOutcome.TooMany =>
                await RuleAsync(context, site, settings, store, stored, null, policy.TooMany(site), 0, null, cancel),
            _ => await store.FindAsync(site, stored.Id, cancel) is { } now
                ? await OutdatedAsync(context, site, settings, store, now, cancel)
                : DeskPages.NotFound(context),
        };

    private static (RuleInput? Rule, string? Error) Check(
        RuleFields fields, SiteSnapshot snapshot, SiteBlockOptions settings, RulePolicy policy, HttpContext context)
    {
        var input = fields.ToInput(snapshot.Articles, settings.Of(snapshot.Site).TimeZone, out var error);
        if (error is not null)
        {
            return (null, error);
        }

        var check = RuleCheck.Of(input, snapshot.Articles, policy.RequiresReason(snapshot.Site));
        return check.Errors.Count > 0 ? (null, FieldNames.Sentence(check.Errors))
            : RulePolicy.MayWrite(context, check.Rule.Scope!.Value) ? (check.Rule, null) : (null, RulePolicy.ForChiefEditors);
    }

    // The typed values are dropped: they were meant for the earlier version of the rule; the page shows the current one.
    private static Task<IResult> OutdatedAsync(
        HttpContext context, string site, SiteBlockOptions settings, RuleStore store, Rule now, CancellationToken cancel) => RuleAsync(
        context, site, settings, store, now, null,
        $"Somebody changed the rule while you had it open, and nothing of yours was saved. It was {now.ChangedBy}; below are the current "
        + "rule and its history.",
        StatusCodes.Status412PreconditionFailed, null, cancel);

    private static async Task<IResult> RuleAsync(
        HttpContext context, string site, SiteBlockOptions settings, RuleStore store, Rule rule, RuleFields? fields, string? error,
        int status, string? done, CancellationToken cancel) => Page(
        context, site, settings, rule, fields ?? RuleFields.Of(rule, settings.Of(site).TimeZone), error, status,
        await store.HistoryAsync(site, rule.Id, null, RuleHistory.PageSize, cancel), done,
        await RetiringAsync(context, site, rule, cancel));

    private static Task<string?> RetiringAsync(HttpContext context, string site, Rule rule, CancellationToken cancel) =>
        context.RequestServices.GetRequiredService<PinRetirement>()
            .WordsAsync(context.RequestServices.GetRequiredService<SiteSnapshots>().Find(site)!, rule, cancel);

    private static RazorComponentResult Page(
        HttpContext context, string site, SiteBlockOptions settings, Rule? rule, RuleFields fields, string? error = null, int status = 0,
        IReadOnlyList<RuleChange>? history = null, string? done = null, string? retiring = null) => new RazorComponentResult<RulePage>(new
        {
            Frame = DeskFrame.Of(context), Site = site, Rule = rule, Fields = fields, History = history ?? [],
            Articles = context.RequestServices.GetRequiredService<SiteSnapshots>().Find(site)!.Articles, Error = error, Done = done,
            Zone = settings.Of(site).TimeZone, Retiring = retiring,
            MayEdit = ActingRole.Of(context) >= Role.Editor && RulePolicy.MayWrite(context, rule?.Scope ?? RuleScope.Article),
        })
        {
            StatusCode = status > 0 ? status : error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
}
