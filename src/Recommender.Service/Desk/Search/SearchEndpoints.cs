using System.ComponentModel;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Search;

/// <summary>Searching articles: <c>/desk/{site}/articles</c> and <c>/v1/{site}/search</c>.</summary>
internal static class SearchEndpoints
{
    private const int ShownResults = 20;

    public static void MapSearch(this IEndpointRouteBuilder pages) =>
        pages.MapMethods("/desk/{site}/articles", ReadRoutes.Methods, Show).RequireRole(Role.Viewer);

    public static void MapSearchApi(this IEndpointRouteBuilder routes) => routes
        .MapMethods("/v1/{site}/search", ReadRoutes.Methods, Find).RequireRole(Role.Viewer).WithTags("Articles")
        .WithSummary("Searches articles by words of their titles, URLs and texts, including withdrawn ones and drafts")
        .Produces<SearchResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<RazorComponentResult> Show(
        string site, [FromQuery] string? q, HttpContext context, SiteSnapshots snapshots, ArticleSearchStore search, TimeProvider clock,
        CancellationToken cancel)
    {
        if (snapshots.Find(site) is null)
        {
            return DeskPages.NotFound(context);
        }

        var typed = q ?? "";
        var found = await search.FindAsync(site, typed, ShownResults, cancel);
        return new RazorComponentResult<SearchPage>(new
        {
            Frame = DeskFrame.Of(context), Query = typed, Found = found, Now = clock.GetUtcNow(),
            MayEdit = ActingRole.Of(context) >= Role.Editor, MayEditAll = ActingRole.Of(context) >= Role.ChiefEditor,
        });
    }

    private static async Task<Results<JsonHttpResult<SearchResponse>, ValidationProblem, ProblemHttpResult>> Find(
        string site,
        [FromQuery, Description("Words; each must be the beginning of a word in title, URL or text.")] string? q,
        [FromQuery, Description("1 to 100. Default 20.")] int? limit,
        SiteSnapshots snapshots, ArticleSearchStore search, CancellationToken cancel)
    {
        if (snapshots.Find(site) is null)
        {
            return NotFoundProblems.Site();
        }

        var errors = new ParameterErrors();
        if (string.IsNullOrWhiteSpace(q))
        {
            errors.Add("q", "is missing");
        }

        if (limit is < 1 or > ArticleSearchStore.MaxLimit)
        {
            errors.Add("limit", $"must be from 1 to {ArticleSearchStore.MaxLimit}");
        }

        return errors.Any
            ? errors.ToProblem()
            : TypedResults.Json(new SearchResponse(await search.FindAsync(site, q!, limit ?? ShownResults, cancel)),
                SearchJson.Default.SearchResponse);
    }
}

/// <summary>Search results, best first.</summary>
public sealed record SearchResponse(IReadOnlyList<FoundArticle> Articles);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(SearchResponse))]
internal sealed partial class SearchJson : JsonSerializerContext;
