using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery;
using Recommender.Service.Related;
using Recommender.Service.Web;

namespace Recommender.Service.Embed;

internal static class BlockFragmentEndpoints
{
    public static void MapBlockFragment(this IEndpointRouteBuilder routes) => routes
        .MapMethods("/v1/{site}/block", ReadRoutes.Methods, Get)
        .InLane(Lane.PageViews)
        .WithTags("Related")
        .WithSummary("The related block of a page as HTML")
        .WithDescription(
            "A section with a heading and a list of links, for server-side includes and static pages. Takes the same parameters as "
            + "/related, and the block's layout and heading. If there is nothing to show (an unknown article, a page without a block), "
            + "the answer is 200 with an empty body, "
            + "so that an include does not fail.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .AddOpenApiOperationTransformer(QueryDescription.Apply);

    private static async ValueTask<Results<CachedResult<string>, ValidationProblem, ProblemHttpResult>> Get(
        [Description("The site's name.")] string site, [AsParameters] RelatedQuery query, SiteSnapshots snapshots, SiteBlockOptions blocks,
        [FromQuery, Description("grid, list or compact; the site's setting unless given.")] string[]? layout,
        [FromQuery, Description("The heading, unless an editor's rule gives one; the site's setting unless given.")] string[]? heading,
        ResponseCache answers, BlockHtml html, AskedBlocks asked, TimeProvider clock, HttpRequest http)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var (options, now) = (blocks.Of(site), clock.GetUtcNow());
        var parameters = new RelatedParameters(VisibleArticles.ToReaders(snapshot.Articles, now), options);
        var request = parameters.Read(query);
        var look = BlockLook.Read(layout, heading, parameters.Errors);
        if (parameters.Errors.Any)
        {
            return parameters.Errors.ToProblem();
        }

        asked.Note(snapshot.Site, new AskedLook(request.Limit, request.Fallback, look.Layout, look.Heading is not null));
        return new CachedResult<string>(
            await answers.Of(snapshot, BlockKinds.Block, http.QueryString.Value, request, look.Shape, options, now, Draw));

        async ValueTask<(CachedResponse, Block)> Draw()
        {
            // An unknown page has no block of its own; without fallback it gets none.
            var block = request.Article < 0 && !request.Fallback
                ? new Block([]) : new BlockBuilder(snapshot, request, options, now).Build();
            return (await html.DrawAsync(snapshot, request.Article, block, look), block);
        }
    }
}
