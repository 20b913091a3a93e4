using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery;
using Recommender.Service.Web;

namespace Recommender.Service.Related;

internal static class ArticleEndpoints
{
    private const string TextRule =
        "Clients with a role at the site get the text, and hidden and future-dated articles. Others get the text of open articles if the "
        + "setting Articles:PublicText allows it.";

    public static void MapArticles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/{site}/articles").WithTags("Articles").InLane(Lane.Reading);
        group.MapMethods("", ReadRoutes.Methods, Find)
            .WithSummary("Get an article by source id or address")
            .WithDescription(TextRule)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(QueryDescription.Apply);
        group.MapMethods("/{key}", ReadRoutes.Methods, Get)
            .WithSummary("Get an article by its short key")
            .WithDescription(TextRule)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Revalidated<ArticleResponse>, ProblemHttpResult>> Get(
        string site, [Description("The article's short key.")] string key,
        HttpContext http, SiteSnapshots snapshots, ArticleTexts texts, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var reading = await texts.ForAsync(http, snapshot);
        return await reading.ReadAsync(reading.Visible.FindByKey(key), cancel) is { } found ? Answer(found) : NotFoundProblems.Article();
    }

    private static async Task<Results<Revalidated<ArticleResponse>, ValidationProblem, ProblemHttpResult>> Find(
        string site,
        [FromQuery, Description("The article's id in its source. Give exactly one of id and url.")] string[]? id,
        [FromQuery, Description("The article's address, in any of its spellings.")] string[]? url,
        HttpContext http, SiteSnapshots snapshots, ArticleTexts texts, SiteBlockOptions blocks, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var reading = await texts.ForAsync(http, snapshot);
        var parameters = new RelatedParameters(reading.Visible, blocks.Of(site));
        var card = parameters.Article(url, id, null);
        if (parameters.Errors.Any)
        {
            return parameters.Errors.ToProblem();
        }

        return await reading.ReadAsync(card, cancel) is { } found ? Answer(found) : NotFoundProblems.Article();
    }

    private static Revalidated<ArticleResponse> Answer(ArticleResponse article) => new(article, RelatedJson.Readable.ArticleResponse);
}
