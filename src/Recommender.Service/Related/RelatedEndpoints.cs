using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Hosting;

namespace Recommender.Service.Related;

/// <summary><c>/v1/{site}/related</c></summary>
internal static class RelatedEndpoints
{
    public static void MapRelated(this IEndpointRouteBuilder routes) => routes
        .MapRead("/v1/{site}/related", Get)
        .WithTags("Related")
        .WithSummary("The related block of a page")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .WithDescription(
            "Articles related to the page's, best first. Never the article itself, one that is withdrawn or dated in the future, "
            + "the same story twice, or another language unless configured.")
        .AddOpenApiOperationTransformer(QueryDescription.Apply);

    private static Results<Revalidated<RelatedResponse>, ValidationProblem, ProblemHttpResult> Get(
        [Description("The site's name; a small installation has one, \"default\".")] string site,
        [AsParameters] RelatedQuery query, SiteSnapshots snapshots, SiteBlocks blocks, TimeProvider clock)
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

        request = isKnown ? request : request with { Article = -1 };
        var items = new BlockBuilder(snapshot, request, options, clock.GetUtcNow()).Build();
        return new Revalidated<RelatedResponse>(
            RelatedResponse.Of(snapshot, request.Article, items), RelatedJson.Readable.RelatedResponse);
    }
}
