using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Search;

/// <summary>Searching articles: <c>/desk/{site}/articles</c> and <c>/v1/{site}/search</c>.</summary>
internal static class SearchEndpoints
{
    public static void MapSearch(this IEndpointRouteBuilder pages) =>
        pages.MapMethods("/desk/{site}/articles", ReadRoutes.Methods, Show).RequireRole(Role.Viewer);

    public static void MapSearchApi(this IEndpointRouteBuilder routes) => routes
        .MapMethods("/v1/{site}/search", ReadRoutes.Methods, Find).RequireRole(Role.Viewer).WithTags("Articles")
        .WithSummary("Searches articles by words of titles, URLs, labels and texts, including withdrawn ones and drafts, best first")
        .Produces<SearchResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<RazorComponentResult> Show(
        string site, [AsParameters] SearchParameters parameters, HttpContext context, SiteSnapshots snapshots, ArticleSearch search,
        TimeProvider clock, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return DeskPages.NotFound(context);
        }

        var errors = new ParameterErrors();
        var query = parameters.Read(errors);
        return new RazorComponentResult<SearchPage>(new
        {
            Frame = DeskFrame.Of(context), Query = query, Error = errors.Any ? errors.Detail : null,
            Results = errors.Any ? ArticleResults.None : await search.FindAsync(snapshot, query, cancel),
            Sections = snapshot.Articles.Sections, Now = clock.GetUtcNow(),
            MayEdit = ActingRole.Of(context) >= Role.Editor, MayEditAll = ActingRole.Of(context) >= Role.ChiefEditor,
        })
        {
            StatusCode = errors.Any ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        };
    }

    private static async Task<Results<JsonHttpResult<SearchResponse>, ValidationProblem, ProblemHttpResult>> Find(
        string site, [AsParameters] SearchParameters parameters, SiteSnapshots snapshots, ArticleSearch search, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var errors = new ParameterErrors();
        var query = parameters.Read(errors);
        if (query.Typed.Length == 0 && !query.HasFilter)
        {
            errors.Add("q", "is missing");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var results = await search.FindAsync(snapshot, query, cancel);
        return TypedResults.Json(
            new SearchResponse(results.Articles, results.Total, results.IsAll ? null : true, results.IsSimilar ? true : null),
            SearchJson.Default.SearchResponse);
    }
}

/// <summary>A page of search results, best first.</summary>
/// <param name="Articles">The articles of the page.</param>
/// <param name="Total">The number of articles on all pages.</param>
/// <param name="More">True if more articles match, which were not counted.</param>
/// <param name="Similar">True if nothing has all of the words as typed: these have similar words, or most of the words.</param>
public sealed record SearchResponse(IReadOnlyList<FoundArticle> Articles, int Total, bool? More, bool? Similar);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(SearchResponse))]
internal sealed partial class SearchJson : JsonSerializerContext;
