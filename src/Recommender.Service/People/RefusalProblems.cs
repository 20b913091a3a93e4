using Microsoft.AspNetCore.Http.HttpResults;

namespace Recommender.Service.People;

internal static class RefusalProblems
{
    public static ProblemHttpResult ToProblem(this Refusal refusal) => TypedResults.Problem(
        refusal.Sentence,
        statusCode: refusal.Kind switch
        {
            RefusalKind.Invalid => StatusCodes.Status400BadRequest,
            RefusalKind.NotAllowed => StatusCodes.Status403Forbidden,
            RefusalKind.Unknown => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status409Conflict,
        },
        extensions: refusal.Kind == RefusalKind.Invalid
            ? new Dictionary<string, object?> { ["errors"] = new Dictionary<string, string[]> { [refusal.Field] = [refusal.Sentence] } }
            : null);
}
