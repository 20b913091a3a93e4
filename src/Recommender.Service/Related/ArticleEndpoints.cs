using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery;
using Recommender.Service.Web;

namespace Recommender.Service.Related;

internal static class ArticleEndpoints
{
    public static void MapArticles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/{site}/articles").WithTags("Articles");
        group.MapMethods("", ReadRoutes.Methods, Find)
            .WithSummary("Get an article by source id or address")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(QueryDescription.Apply);
        group.MapMethods("/{key}", ReadRoutes.Methods, Get)
            .WithSummary("Get an article by its short key")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Revalidated<ArticleResponse>, ProblemHttpResult>> Get(
        string site, [Description("The article's short key.")] string key,
        SiteSnapshots snapshots, ArticleStore articles, TimeProvider clock, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var visible = VisibleArticles.ToReaders(snapshot.Articles, clock.GetUtcNow());
        return await ReadAsync(site, visible, visible.FindByKey(key), articles, cancel) is { } found ? found : NotFoundProblems.Article();
    }

    private static async Task<Results<Revalidated<ArticleResponse>, ValidationProblem, ProblemHttpResult>> Find(
        string site,
        [FromQuery, Description("The article's id in its source. Give exactly one of id and url.")] string[]? id,
        [FromQuery, Description("The article's address, in any of its spellings.")] string[]? url,
        SiteSnapshots snapshots, ArticleStore articles, SiteBlockOptions blocks, TimeProvider clock, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var visible = VisibleArticles.ToReaders(snapshot.Articles, clock.GetUtcNow());
        var parameters = new RelatedParameters(visible, blocks.Of(site));
        var card = parameters.Article(url, id, null);
        if (parameters.Errors.Any)
        {
            return parameters.Errors.ToProblem();
        }

        return await ReadAsync(site, visible, card, articles, cancel) is { } found ? found : NotFoundProblems.Article();
    }

    private static async Task<Revalidated<ArticleResponse>?> ReadAsync(
        string site, VisibleArticles visible, int card, ArticleStore articles, CancellationToken cancel) =>
        card >= 0 && await articles.FindAsync(site, visible[card].Key, cancel) is { } article && visible.Shows(article)
            ? new Revalidated<ArticleResponse>(ArticleResponse.Of(article, visible), RelatedJson.Readable.ArticleResponse)
            : null;
}
