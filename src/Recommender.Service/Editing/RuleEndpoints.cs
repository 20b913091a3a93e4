using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.Checking;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Editing;

/// <summary><c>/v1/{site}/rules</c>. A change is served when its answer goes out.</summary>
internal static class RuleEndpoints
{
    public static void MapRules(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/{site}/rules").WithTags("Rules").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapMethods("", ReadRoutes.Methods, List)
            .RequireRole(Role.Viewer)
            .WithSummary("The rules, the one that changed last first");
        group.MapMethods("/{id}", ReadRoutes.Methods, Get)
            .RequireRole(Role.Viewer)
            .WithSummary("A rule; its ETag is its version");
        group.MapMethods("/{id}/history", ReadRoutes.Methods, History)
            .RequireRole(Role.Viewer)
            .WithSummary("Who changed a rule, when, why, from what to what; newest first");
        MapChanges(group);
    }

    private static void MapChanges(RouteGroupBuilder group)
    {
        group.MapPost("", Create)
            .Changes("A new rule")
            .Accepts<RuleInput>("application/json");
        group.MapPut("/{id}", Put)
            .Changes("Changes a rule to what is sent")
            .ChecksVersion()
            .Accepts<RuleInput>("application/json");
        group.MapDelete("/{id}", Delete)
            .Changes("Takes a rule back; its history stays, and it can be restored")
            .ChecksVersion();
        group.MapPost("/{id}/restore", Restore)
            .Changes("Makes a rule say again what it said at an earlier version")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group.MapPost("/undo", Undo)
            .Changes("Takes back the last change that who asks has made, where nobody changed the same rule since; again for the one before it");
    }

    private static RouteHandlerBuilder Changes(this RouteHandlerBuilder route, string summary) => route
        .RequireRole(Role.Editor)
        .WithSummary(summary)
        .WithDescription("Rules of a section, a tag or the site are for chief editors.")
        .WithMetadata(new RequestSizeLimitAttribute(JsonBody.MaxBytes))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static RouteHandlerBuilder ChecksVersion(this RouteHandlerBuilder route) => route
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status428PreconditionRequired);

    private static async Task<Results<Ok<RuleList>, ValidationProblem, ProblemHttpResult>> List(
        string site, [AsParameters] RuleListQuery query, SiteSnapshots snapshots, RuleStore store, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var errors = new ParameterErrors();
        var filter = query.Read(errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var page = await store.ListAsync(site, filter, cancel);
        return TypedResults.Ok(new RuleList(page.Total, [.. page.Rules.Select(rule => RuleResponse.Of(rule, snapshot.Articles))], page.Next)
        {
            Unreadable = page.Unreadable.Count == 0 ? null : page.Unreadable,
        });
    }

    private static async Task<Results<Ok<RuleResponse>, ProblemHttpResult>> Get(
        string site, string id, HttpContext http, SiteSnapshots snapshots, RuleStore store, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        return await store.FindAsync(site, id, cancel) is { } rule ? http.Tagged(rule, snapshot)
            : await store.FindUnreadableAsync(site, id, cancel) is { } unreadable ? RuleProblems.Unreadable(unreadable)
            : RuleProblems.UnknownRule();
    }

    private static async Task<Results<Ok<RuleHistory>, ValidationProblem, ProblemHttpResult>> History(
        string site, string id,
        [FromQuery, Description("Only versions before this one: the next of the page before.")] string[]? before,
        SiteSnapshots snapshots, RuleStore store, CancellationToken cancel)
    {
        if (snapshots.Find(site) is null)
        {
            return NotFoundProblems.Site();
        }

        var errors = new ParameterErrors();
        var version = RuleListQuery.Number("before", before, long.MaxValue, errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var changes = await store.HistoryAsync(site, id, version, RuleHistory.PageSize + 1, cancel);
        return changes.Count > 0 || version is not null
            ? TypedResults.Ok(RuleHistory.Of(changes, change => change.Version))
            : RuleProblems.UnknownRule();
    }

    private static async Task<Results<Created<RuleResponse>, ValidationProblem, ProblemHttpResult>> Create(
        string site, HttpContext http, SiteSnapshots snapshots, RuleEditing editing, SiteRuleOptions options, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var (input, unreadable) = await JsonBody.ReadAsync<RuleInput>(http.Request, cancel);
        if (input is null)
        {
            return unreadable!;
        }

        var check = RuleCheck.Of(input, snapshot.Articles, options.Of(site).RequireReason);
        if (check.Errors.Count > 0)
        {
            return RuleProblems.Invalid(check.Errors);
        }

        if (!http.MayWrite(check.Rule.Scope!.Value))
        {
            return RuleProblems.NotAllowed(Role.ChiefEditor);
        }

        var write = await editing.ApplyAsync(site, ActingRole.NameOf(http), [RuleEdit.Create(check.Rule)], cancel);
        if (write.Outcome != RuleWriteOutcome.Done)
        {
            return RuleProblems.TooMany(options.Of(site).MaxPerSite);
        }

        var rule = write.Rules[0];
        return TypedResults.Created($"/v1/{site}/rules/{rule.Id}", http.Tagged(rule, snapshot).Value);
    }

    private static async Task<Results<Ok<RuleResponse>, ValidationProblem, ProblemHttpResult>> Put(
        string site, string id, HttpContext http, RuleChanging changing, SiteRuleOptions options, CancellationToken cancel)
    {
        if (changing.Snapshot(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var (input, unreadable) = await JsonBody.ReadAsync<RuleInput>(http.Request, cancel);
        if (input is null)
        {
            return unreadable!;
        }

        var check = RuleCheck.Of(input, snapshot.Articles, options.Of(site).RequireReason);
        return check.Errors.Count > 0
            ? RuleProblems.Invalid(check.Errors)
            : await changing.ChangeAsync(
                http, snapshot, id, rule => http.MayWrite(check.Rule.Scope!.Value) ? RuleEdit.Change(rule, check.Rule) : null, mustMatch: true, cancel) switch
            {
                (var ok, null) => ok!,
                (_, var problem) => problem,
            };
    }

    private static async Task<Results<Ok<RuleResponse>, NoContent, ValidationProblem, ProblemHttpResult>> Delete(
        string site, string id, [FromQuery, Description("Why.")] string? reason, HttpContext http, RuleChanging changing, RuleStore store,
        SiteRuleOptions options, CancellationToken cancel)
    {
        if (changing.Snapshot(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        if (CheckReason(reason, options.Of(site)) is { } invalid)
        {
            return invalid;
        }

        if (await store.FindUnreadableAsync(site, id, cancel) is { } unreadable)
        {
            return await changing.RemoveAsync(http, snapshot, unreadable, reason, cancel);
        }

        return await changing.ChangeAsync(http, snapshot, id, rule => RuleEdit.Remove(rule, reason), mustMatch: true, cancel) switch
        {
            (var ok, null) => ok!,
            (_, var problem) => problem,
        };
    }

    private static async Task<Results<Ok<RuleResponse>, ValidationProblem, ProblemHttpResult>> Restore(
        string site, string id,
        [FromQuery, Description("The version whose content comes back.")] long version,
        [FromQuery, Description("Why.")] string? reason, HttpContext http, RuleChanging changing, RuleStore store,
        SiteRuleOptions options, CancellationToken cancel)
    {
        if (changing.Snapshot(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        if (CheckReason(reason, options.Of(site)) is { } invalid)
        {
            return invalid;
        }

        var change = await store.VersionAsync(site, id, version, cancel);
        if (change is null)
        {
            return await changing.IsKnownAsync(site, id, cancel) ? RuleProblems.UnknownVersion() : RuleProblems.UnknownRule();
        }

        if (change.After is not { } then)
        {
            return RuleProblems.Unreadable(new UnreadableRule(id, version, change.Unreadable!));
        }

        return await changing.ChangeAsync(
            http, snapshot, id, rule => http.MayWrite(then.Scope) ? RuleEdit.Restore(rule, then, reason) : null, mustMatch: false, cancel) switch
        {
            (var ok, null) => ok!,
            (_, var problem) => problem,
        };
    }

    private static async Task<Results<Ok<UndoResponse>, ValidationProblem, ProblemHttpResult>> Undo(
        string site, [FromQuery, Description("Why.")] string? reason, HttpContext http, SiteSnapshots snapshots, RuleEditing editing,
        SiteRuleOptions options, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        if (CheckReason(reason, options.Of(site)) is { } invalid)
        {
            return invalid;
        }

        var (edits, since) = await editing.UndoOfAsync(site, ActingRole.NameOf(http), reason, cancel);
        if (edits.Count == 0)
        {
            return since.Count > 0 ? RuleProblems.CannotUndo(since) : RuleProblems.NothingToUndo();
        }

        if (edits.Any(edit => !http.MayWrite(edit.Content.Scope!.Value)))
        {
            return RuleProblems.NotAllowed(Role.ChiefEditor);
        }

        var write = await editing.ApplyAsync(site, ActingRole.NameOf(http), edits, cancel);
        return write.Outcome switch
        {
            RuleWriteOutcome.Done => TypedResults.Ok(new UndoResponse([.. write.Rules.Select(rule => RuleResponse.Of(rule, snapshot.Articles))])),
            RuleWriteOutcome.TooMany => RuleProblems.TooMany(options.Of(site).MaxPerSite),
            _ => RuleProblems.CannotUndo([]),
        };
    }

    /// <summary>Whether who acts may write rules of a scope.</summary>
    internal static bool MayWrite(this HttpContext http, RuleScope scope) =>
        scope == RuleScope.Article || ActingRole.Of(http) >= Role.ChiefEditor;

    internal static ValidationProblem? CheckReason(string? reason, RuleOptions options)
    {
        var errors = new FieldErrors();
        errors.Text("reason", reason, 1000);
        if (options.RequireReason && string.IsNullOrWhiteSpace(reason))
        {
            errors.Add("reason", "is missing: this site wants to know why");
        }

        return errors.All.Count > 0 ? RuleProblems.Invalid(errors.All) : null;
    }

    /// <summary>The rule with its version as its tag.</summary>
    internal static Ok<RuleResponse> Tagged(this HttpContext http, Rule rule, SiteSnapshot snapshot)
    {
        http.Response.Headers.ETag = $"\"{rule.Version}\"";
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Ok(RuleResponse.Of(rule, snapshot.Articles));
    }
}
