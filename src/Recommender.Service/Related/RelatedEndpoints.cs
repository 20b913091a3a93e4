using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Hosting;
using Recommender.Service.Related.Explaining;

namespace Recommender.Service.Related;

/// <summary><c>/v1/{site}/related</c></summary>
internal static class RelatedEndpoints
{
    public static void MapRelated(this IEndpointRouteBuilder routes) => routes
        .MapRead("/v1/{site}/related", Get)
        .WithTags("Related")
        .WithSummary("The related block of a page")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithDescription(
            "Articles related to the page's, best first, after its editors' rules. Never the article itself, one that is withdrawn or dated in "
            + "the future, the same story twice, or another language unless configured or pinned. What exclude, section, tag, from and to leave "
            + "out no pin or lock brings back.")
        .AddOpenApiOperationTransformer(QueryDescription.Apply);

    private static async ValueTask<Results<Revalidated<RelatedResponse>, ValidationProblem, ProblemHttpResult>> Get(
        [Description("The site's name; a small installation has one, \"default\".")] string site,
        [AsParameters] RelatedQuery query, SiteSnapshots snapshots, SiteBlocks blocks, BlockExplainer explainer, TimeProvider clock,
        CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return Unknown.Site();
        }

        var options = blocks.Of(site);
        var parameters = new RelatedParameters(snapshot.Articles, options);
        var request = parameters.Read(query);
        if (parameters.Errors.Any)
        {
            return parameters.Errors.ToProblem();
        }

        var isKnown = request.Article >= 0 && !snapshot.Articles[request.Article].Withdrawn;
        if (!isKnown && !request.Fallback)
        {
            return Unknown.Article();
        }

        request = (isKnown ? request : request with { Article = -1 }) with { Explain = parameters.Explain };
        var block = new BlockBuilder(snapshot, request, options, clock.GetUtcNow()).Build();
        try
        {
            // Without the flag nothing is awaited: a page view stays a look-up.
            var explanations = parameters.Explain ? await explainer.ExplainAsync(snapshot, request.Article, block.Items, cancel) : null;
            return new Revalidated<RelatedResponse>(
                RelatedResponse.Of(snapshot, request.Article, block, explanations), RelatedJson.Readable.RelatedResponse);
        }
        catch (InvalidDataException e)
        {
            return TypedResults.Problem(
                $"{e.Message}; the block without explain=true is not concerned.", statusCode: StatusCodes.Status503ServiceUnavailable,
                title: "The block cannot be explained");
        }
    }
}
