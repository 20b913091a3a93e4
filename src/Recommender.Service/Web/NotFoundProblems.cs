using Microsoft.AspNetCore.Http.HttpResults;

namespace Recommender.Service.Web;

/// <summary>The answers for unknown sites and articles.</summary>
internal static class NotFoundProblems
{
    public static ProblemHttpResult Site() => TypedResults.Problem(
        "There is no such site. 'recommender import SOURCE --site NAME' creates one.", statusCode: StatusCodes.Status404NotFound,
        title: "Unknown site");

    public const string ArticleDetail = "The site has no such article; fallback=true answers with the site's fallback: its newest "
        + "articles, unless configured otherwise.";

    public static ProblemHttpResult Article() => TypedResults.Problem(
        ArticleDetail, statusCode: StatusCodes.Status404NotFound, title: "Unknown article");
}
