using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Recommender.Service.Delivery;

/// <summary>The answer to a rejected request.</summary>
internal static class Rejected
{
    public static ProblemHttpResult Of(HttpContext context, int status, int retryAfterSeconds, string why)
    {
        context.Response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(why, statusCode: status);
    }
}
