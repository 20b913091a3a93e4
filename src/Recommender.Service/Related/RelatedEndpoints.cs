using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery;
using Recommender.Service.People;
using Recommender.Service.Related.Explaining;
using Recommender.Service.Web;

namespace Recommender.Service.Related;

internal static class RelatedEndpoints
{
    public static void MapRelated(this IEndpointRouteBuilder routes) => routes
        .MapMethods("/v1/{site}/related", ReadRoutes.Methods, Get)
        .WithMetadata(new LaneRoute(http => Explains(http) ? Lane.Explain : Lane.PageViews, RefuseAsync))
        .WithTags("Related")
        .WithSummary("Get the related block of a page")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithDescription(
            "Articles related to the page's article, best first, with editors' rules applied. It never contains the article itself, "
            + "withdrawn or future-dated articles, the same story twice, or, unless configured or pinned, articles in another language. "
            + "Pins and locks cannot add articles that exclude, section, tag, from and to remove. explain=true without a role at the site "
            + "is answered with 401, unless a setting opens it.")
        .AddOpenApiOperationTransformer(QueryDescription.Apply);

    // As RelatedParameters reads it.
    private static bool Explains(HttpContext http) => http.Request.Query["explain"] is ["true"];

    // Of explanations alone: a page view asks for nothing that a role opens.
    private static async ValueTask<IResult?> RefuseAsync(HttpContext http)
    {
        var settings = http.RequestServices.GetRequiredService<SiteArticleOptions>();
        if (settings.Of($"{http.GetRouteValue("site")}").PublicExplain || await OptionalRole.IsHeldAsync(http))
        {
            return null;
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem(
            "explain=true needs a role at the site: send a valid API key (Authorization: Bearer rk_...), or sign in at /desk. The setting "
            + "Recommender:Articles:PublicExplain opens it.",
            statusCode: StatusCodes.Status401Unauthorized);
    }

    private static async ValueTask<Results<CachedResult<RelatedResponse>, Revalidated<RelatedResponse>,
        ValidationProblem, ProblemHttpResult>> Get(
        [Description("The site's name; a small installation has only \"default\".")] string site,
        [AsParameters] RelatedQuery query, SiteSnapshots snapshots,
        SiteBlockOptions blocks, ResponseCache answers, AskedBlocks asked, BlockExplainer explainer,
        TimeProvider clock, HttpRequest http, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var (options, now) = (blocks.Of(site), clock.GetUtcNow());
        var parameters = new RelatedParameters(VisibleArticles.ToReaders(snapshot.Articles, now), options);
        var request = parameters.Read(query);
        if (parameters.Errors.Any)
        {
            return parameters.Errors.ToProblem();
        }

        if (request.Article < 0 && !request.Fallback)
        {
            return NotFoundProblems.Article();
        }

        asked.Note(snapshot.Site, new AskedLook(request.Limit, request.Fallback, null, false));
        return parameters.Explain
            ? await ExplainAsync(http.HttpContext, snapshot, request, options, now, explainer, cancel)
            : new CachedResult<RelatedResponse>(
                await AnswerAsync(answers, snapshot, http.QueryString.Value, request, parameters.Fields, options, now));
    }

    /// <summary>Returns the block's bytes and adds them to the response cache.</summary>
    public static ValueTask<CachedResponse> AnswerAsync(
        ResponseCache answers, SiteSnapshot snapshot, string? query, BlockRequest request, ItemFields fields, BlockOptions options,
        DateTimeOffset now) =>
        answers.Of(snapshot, BlockKinds.Related, query, request, fields.Shape, options, now, () =>
        {
            var block = new BlockBuilder(snapshot, request, options, now).Build();
            var answer =
                new CachedResponse(fields.Write(RelatedResponse.Of(snapshot, request.Article, block)), "application/json; charset=utf-8");
            return ValueTask.FromResult((answer, block));
        });

    private static async Task<Results<CachedResult<RelatedResponse>, Revalidated<RelatedResponse>,
        ValidationProblem, ProblemHttpResult>> ExplainAsync(
        HttpContext http, SiteSnapshot snapshot, BlockRequest request,
        BlockOptions options, DateTimeOffset now, BlockExplainer explainer, CancellationToken cancel)
    {
        var hasRole = await OptionalRole.IsHeldAsync(http);
        var readable = hasRole ? VisibleArticles.ToEditors(snapshot.Articles) : VisibleArticles.ToReaders(snapshot.Articles, now);
        var block = new BlockBuilder(snapshot, request with { Explain = true }, options, now).Build();
        try
        {
            var explanations = await explainer.ExplainAsync(snapshot, readable, request.Article, block.Items, cancel);
            return new Revalidated<RelatedResponse>(
                RelatedResponse.Of(snapshot, request.Article, block, explanations), RelatedJson.Readable.RelatedResponse);
        }
        catch (InvalidDataException e)
        {
            return TypedResults.Problem(
                // The message may name folders of the machine.
                $"{(hasRole ? e.Message : "The model cannot be read")}; the block without explain=true is not affected.",
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "The block cannot be explained");
        }
    }
}
