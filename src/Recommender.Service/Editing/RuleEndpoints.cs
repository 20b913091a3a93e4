using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.Checking;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Editing;

/// <summary><c>/v1/{site}/rules</c>. A change is served before its answer is sent.</summary>
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
            .Changes("Removes a rule; its history stays, and it can be restored")
            .ChecksVersion();
        group.MapPost("/{id}/restore", Restore)
            .Changes("Gives a rule the content of an earlier version")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group.MapPost("/undo", (
            string site, [FromQuery, Description("Why.")] string? reason, HttpContext http, RuleUndoing undoing,
            CancellationToken cancel) => undoing.RunAsync(http, site, reason, redo: false, cancel))
            .Changes("Undoes your last change, if nobody changed the same rule since; again for the one before it");
        group.MapPost("/redo", (
            string site, [FromQuery, Description("Why.")] string? reason, HttpContext http, RuleUndoing undoing,
            CancellationToken cancel) => undoing.RunAsync(http, site, reason, redo: true, cancel))
            .Changes("Does again what you undid last, if you have changed nothing else since; again for the one undone before it");
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
        string site, HttpContext http, SiteSnapshots snapshots, RuleEditing editing, RulePolicy policy, CancellationToken cancel)
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

        var check = RuleCheck.Of(input, snapshot.Articles, policy.RequiresReason(site));
        if (check.Errors.Count > 0)
        {
            return RuleProblems.Invalid(check.Errors);
        }

        if (!RulePolicy.MayWrite(http, check.Rule.Scope!.Value))
        {
            return RuleProblems.NotAllowed(Role.ChiefEditor);
        }

        var write = await editing.ApplyAsync(site, ActingRole.AuthorOf(http), [RuleEdit.Create(check.Rule)], cancel);
        if (write.Outcome != RuleWriteOutcome.Done)
        {
            return RuleProblems.TooMany(policy.MaxPerSite(site));
        }

        var rule = write.Rules[0];
        return TypedResults.Created($"/v1/{site}/rules/{rule.Id}", http.Tagged(rule, snapshot).Value);
    }

    private static async Task<Results<Ok<RuleResponse>, ValidationProblem, ProblemHttpResult>> Put(
        string site, string id, HttpContext http, RuleChanging changing, RulePolicy policy, CancellationToken cancel)
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

        var check = RuleCheck.Of(input, snapshot.Articles, policy.RequiresReason(site));
        return check.Errors.Count > 0
            ? RuleProblems.Invalid(check.Errors)
            : await changing.ChangeAsync(
                http, snapshot, id,
                rule => RulePolicy.MayWrite(http, check.Rule.Scope!.Value) ? RuleEdit.Change(rule, check.Rule) : null,
                mustMatch: true, cancel) switch
            {
                (var ok, null) => ok!,
                (_, var problem) => problem,
            };
    }

    private static async Task<Results<Ok<RuleResponse>, NoContent, ValidationProblem, ProblemHttpResult>> Delete(
        string site, string id, [FromQuery, Description("Why.")] string? reason, HttpContext http, RuleChanging changing, RuleStore store,
        RulePolicy policy, CancellationToken cancel)
    {
        if (changing.Snapshot(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        if (policy.CheckReason(site, reason) is { Count: > 0 } wrong)
        {
            return RuleProblems.Invalid(wrong);
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
        [FromQuery, Description("The version whose content is restored.")] long version,
        [FromQuery, Description("Why.")] string? reason, HttpContext http, RuleChanging changing, RuleStore store,
        RulePolicy policy, CancellationToken cancel)
    {
        if (changing.Snapshot(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        if (policy.CheckReason(site, reason) is { Count: > 0 } wrong)
        {
            return RuleProblems.Invalid(wrong);
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
            http, snapshot, id, rule => RulePolicy.MayWrite(http, then.Scope) ? RuleEdit.Restore(rule, then, reason) : null,
            mustMatch: false, cancel) switch
        {
            (var ok, null) => ok!,
            (_, var problem) => problem,
        };
    }
}
