using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Related.Drafts;

internal static class DraftEndpoints
{
    private const long MaxBytes = 2_000_000;

    public static void MapDrafts(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/{site}/related/text", Post)
        .RequireRole(Role.Viewer)
        .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
        .InLane(Lane.Drafts)
        .WithTags("Related")
        .WithSummary("Get the related block of an unpublished draft")
        .WithDescription(
            "The model ranks the draft like a new article; the draft is not stored. Articles added after training are not ranked.")
        .Accepts<DraftInput>("application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<JsonHttpResult<RelatedResponse>, ValidationProblem, ProblemHttpResult>> Post(
        string site, HttpRequest http, SiteSnapshots snapshots,
        SiteBlockOptions blocks, DraftRanker ranker, TimeProvider clock, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var (draft, unreadable) = await JsonBody.ReadAsync<DraftInput>(http, cancel);
        if (draft is null)
        {
            return unreadable!;
        }

        var (options, now) = (blocks.Of(site), clock.GetUtcNow());
        var parameters = new RelatedParameters(VisibleArticles.ToEditors(snapshot.Articles), options);
        draft.Check(parameters.Errors);
        var request = parameters.ReadWithoutPage(new RelatedQuery
        {
            Limit = draft.Limit is { } limit ? [limit.ToString(CultureInfo.InvariantCulture)] : null,
            Exclude = draft.Exclude?.ToArray(),
            Fallback = draft.Fallback is { } fills ? [fills ? "true" : "false"] : null,
        });
        if (parameters.Errors.Any)
        {
            return parameters.Errors.ToProblem();
        }

        try
        {
            var (withDraft, card) = await ranker.WithAsync(snapshot, draft.ToArticle(now), cancel);
            var block = new BlockBuilder(withDraft, request with { Article = card }, options, now).Build();
            return TypedResults.Json(RelatedResponse.Of(withDraft, -1, block), RelatedJson.Readable.RelatedResponse);
        }
        catch (InvalidDataException e)
        {
            return TypedResults.Problem(
                $"{e.Message}; blocks of published articles are not affected.",
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "The draft cannot be ranked");
        }
    }
}
