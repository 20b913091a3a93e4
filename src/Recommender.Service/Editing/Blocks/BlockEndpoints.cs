using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Related;
using Recommender.Service.Related.Explaining;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Editing.Blocks;

/// <summary><c>/v1/{site}/articles/{key}/block</c></summary>
internal static class BlockEndpoints
{
    public static void MapBlocks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/{site}/articles/{key}/block").WithTags("Blocks").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapMethods("", ReadRoutes.Methods, Get)
            .RequireRole(Role.Viewer)
            .WithSummary("The block of an article, what the model alone would show, and the rules in whose scope it is")
            .WithDescription("With at: the block of that time, as far as it is known, with the reason for each article.");
        group.MapPut("", Put)
            .RequireRole(Role.Editor)
            .WithSummary("Replaces the block's own pins, exclusions and lock with what is sent, all at once")
            .WithDescription("Rules of the block whose schedule has not begun or is over stay; so do rules of sections, tags and the site.")
            .Accepts<BlockInput>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(JsonBody.MaxBytes))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired);
        group.MapPost("/preview", Preview)
            .RequireRole(Role.Viewer)
            .WithSummary("The block that the same PUT would make, and what changes in one sentence; changes nothing")
            .Accepts<BlockInput>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(JsonBody.MaxBytes))
            .ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapMethods("/history", ReadRoutes.Methods, History)
            .RequireRole(Role.Viewer)
            .WithSummary("Every change of rules whose scope or subject is the article, or whose scope is its section, a tag of it or the "
                + "site; newest first");
    }

    private static async Task<Results<Ok<BlockResponse>, ValidationProblem, ProblemHttpResult>> Get(
        string site, string key, [AsParameters] BlockQuery query, HttpContext http, EditedBlocks blocks, PastBlocks past,
        BlockExplainer explainer, TimeProvider clock, CancellationToken cancel)
    {
        if (await blocks.FreshAsync(site, cancel) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var errors = new ParameterErrors();
        var at = query.Moment(errors);
        if (at > clock.GetUtcNow())
        {
            errors.Add("at", "is in the future");
        }

        var notes = (IReadOnlyList<string>?)null;
        if (at is not null && !errors.Any)
        {
            (snapshot, notes) = await past.SnapshotAtAsync(site, at.Value, cancel);
        }

        var (request, problem) = blocks.Request(snapshot, key, query, errors);
        if (request is null)
        {
            return problem!;
        }

        if (at is null)
        {
            var now = blocks.Build(snapshot, request);
            http.Tag(now.Tag(snapshot.Rules.Revision));
            return TypedResults.Ok(now);
        }

        var then = blocks.Build(snapshot, request with { Explain = true }, at.Value, out var block);
        try
        {
            var reasons = await explainer.ExplainAsync(snapshot, request.Article, block.Items, cancel);
            return TypedResults.Ok(then with
            {
                At = at, Notes = notes,
                Items = RelatedResponse.Of(snapshot, request.Article, block, reasons).Items,
            });
        }
        catch (InvalidDataException e)
        {
            return TypedResults.Ok(then with { At = at, Notes = [.. notes!, $"Reasons are not available: {e.Message}."] });
        }
    }

    private static async Task<Results<Ok<BlockResponse>, ValidationProblem, ProblemHttpResult>> Put(
        string site, string key, [AsParameters] BlockQuery query, HttpContext http, EditedBlocks blocks, RuleEditing editing,
        RuleStore store, RulePolicy policy, TimeProvider clock, CancellationToken cancel)
    {
        var (edit, problem) = await ReadAsync(site, key, query, http, blocks, cancel);
        if (edit is not (var snapshot, var request, var wanted))
        {
            return problem!;
        }

        if (Precondition.Of(http.Request) is not { } seen)
        {
            return Precondition.Required();
        }

        if (!seen.Holds(blocks.Build(snapshot, request).IsTag))
        {
            return await OutdatedAsync(http, snapshot, request, blocks, store, seen.First, cancel);
        }

        var page = snapshot.Articles[request.Article].Key;
        var (edits, invalid) = BlockEdit.Plan(snapshot, page, wanted, policy.RequiresReason(site), clock.GetUtcNow());
        if (invalid.Count > 0)
        {
            return RuleProblems.Invalid(invalid);
        }

        if (edits.Count > 0 && policy.CheckReason(site, wanted.Reason) is { Count: > 0 } wrong)
        {
            return RuleProblems.Invalid(wrong);
        }

        var write = await editing.ApplyAsync(site, ActingRole.AuthorOf(http), edits, cancel);
        var after = blocks.Served(site);
        switch (write.Outcome)
        {
            case RuleWriteOutcome.TooMany:
                return RuleProblems.TooMany(policy.MaxPerSite(site));
            case RuleWriteOutcome.Outdated:
                return await OutdatedAsync(http, after, request, blocks, store, $".{snapshot.Rules.Revision}", cancel);
            default:
                var block = blocks.Build(after, request);
                http.Tag(block.Tag(after.Rules.Revision));
                return TypedResults.Ok(block);
        }
    }

    private static async Task<Results<Ok<BlockPreview>, ValidationProblem, ProblemHttpResult>> Preview(
        string site, string key, [AsParameters] BlockQuery query, HttpContext http, EditedBlocks blocks, TimeProvider clock,
        CancellationToken cancel)
    {
        var (edit, problem) = await ReadAsync(site, key, query, http, blocks, cancel);
        if (edit is not (var snapshot, var request, var wanted))
        {
            return problem!;
        }

        // Saving requires a reason, a preview does not.
        var page = snapshot.Articles[request.Article].Key;
        var (edits, invalid) = BlockEdit.Plan(snapshot, page, wanted, requireReason: false, clock.GetUtcNow());
        if (invalid.Count > 0)
        {
            return RuleProblems.Invalid(invalid);
        }

        var before = blocks.Build(snapshot, request).Items;
        var after = blocks.Build(BlockEdit.Preview(snapshot, edits, ActingRole.NameOf(http), clock.GetUtcNow()), request).Items;
        return TypedResults.Ok(new BlockPreview
        {
            Sentence = BlockDifference.Sentence(Names(before), Names(after)), Items = after, Before = before,
        });
    }

    private static async Task<Results<Ok<RuleHistory>, ValidationProblem, ProblemHttpResult>> History(
        string site, string key,
        [FromQuery, Description("Only changes before this revision: the next of the page before.")] string[]? before,
        SiteSnapshots snapshots, RuleStore store, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        if (snapshot.Articles.FindByKey(key) is not (>= 0 and var card))
        {
            return EditedBlocks.UnknownArticle();
        }

        var errors = new ParameterErrors();
        var revision = RuleListQuery.Number("before", before, long.MaxValue, errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var concerns = CardConcerns.Of(snapshot.Articles[card]);
        var changes = await store.HistoryAsync(site, concerns, 0, revision, RuleHistory.PageSize + 1, cancel);
        return TypedResults.Ok(RuleHistory.Of(changes, change => change.Revision));
    }

    private static async Task<ProblemHttpResult> OutdatedAsync(
        HttpContext http, SiteSnapshot snapshot, BlockRequest request, EditedBlocks blocks, RuleStore store, string? seen,
        CancellationToken cancel)
    {
        var now = blocks.Build(snapshot, request);
        var revision = BlockResponse.RevisionOf(seen) ?? snapshot.Rules.Revision;
        var since = await store.HistoryAsync(
            snapshot.Site, CardConcerns.Of(snapshot.Articles[request.Article]), revision, null, RuleHistory.PageSize, cancel);
        http.Tag(now.Tag(snapshot.Rules.Revision));
        return TypedResults.Problem(
            since.Count > 0
                ? $"The block has changed{RuleProblems.WhoOf(since)}. Look at it, then send your change with its new ETag."
                : "The block has changed: articles or the model changed, no rule did. Look at it, then send your change with its new ETag.",
            statusCode: StatusCodes.Status412PreconditionFailed, title: "Changed meanwhile",
            extensions: new Dictionary<string, object?> { ["current"] = now, ["changes"] = RuleProblems.ToResponse(since) });
    }

    private static async Task<(Edit? Edit, ProblemHttpResult? Problem)> ReadAsync(
        string site, string key, BlockQuery query, HttpContext http, EditedBlocks blocks, CancellationToken cancel)
    {
        if (await blocks.FreshAsync(site, cancel) is not { } snapshot)
        {
            return (null, NotFoundProblems.Site());
        }

        var (request, problem) = blocks.Request(snapshot, key, query, new ParameterErrors());
        if (request is null)
        {
            return (null, problem);
        }

        var (wanted, unreadable) = await JsonBody.ReadAsync<BlockInput>(http.Request, cancel);
        return wanted is null ? (null, unreadable) : (new Edit(snapshot, request, wanted), null);
    }

    private static List<(string Key, string Title)> Names(IEnumerable<RelatedItem> items) =>
        [.. items.Select(item => (item.Key, item.Title))];

    private static void Tag(this HttpContext http, string tag)
    {
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{tag}\"");
        http.Response.Headers.CacheControl = "private, no-cache";
    }

    /// <param name="Snapshot">The site with its newest rules.</param>
    /// <param name="Request">The block.</param>
    /// <param name="Wanted">Its new content.</param>
    private sealed record Edit(SiteSnapshot Snapshot, BlockRequest Request, BlockInput Wanted);
}
