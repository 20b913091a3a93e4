using Microsoft.AspNetCore.Http.HttpResults;

namespace Recommender.Service.Web;

/// <summary>The answers to requests for what there is not.</summary>
internal static class NotFoundProblems
{
    public static ProblemHttpResult Site() => TypedResults.Problem(
        "There is no such site. 'recommender import SOURCE --site NAME' makes one.", statusCode: StatusCodes.Status404NotFound,
        title: "Unknown site");

    public const string ArticleDetail =
        "The site has no such article; fallback=true answers with what the site shows instead: its newest articles, unless it says " +
        "otherwise.";

    public static ProblemHttpResult Article() => TypedResults.Problem(
        ArticleDetail, statusCode: StatusCodes.Status404NotFound, title: "Unknown article");
}
