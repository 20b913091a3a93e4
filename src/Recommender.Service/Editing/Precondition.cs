using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Recommender.Service.Editing;

/// <summary>The If-Match of a request: the state that its change is for.</summary>
internal sealed class Precondition
{
    private readonly IReadOnlyList<string> _tags;

    private Precondition(IReadOnlyList<string> tags) => _tags = tags;

    /// <summary>The first strong tag without its quotes; null if there is none, as in <c>*</c>.</summary>
    public string? First => _tags.FirstOrDefault(tag => tag != "*");

    /// <returns>Null without the header; one that matches nothing if the header is malformed.</returns>
    public static Precondition? Of(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
        {
            return null;
        }

        return EntityTagHeaderValue.TryParseList(request.Headers.IfMatch, out var tags)
            ? new Precondition([.. tags.Where(tag => !tag.IsWeak).Select(tag => tag.Tag.ToString().Trim('"'))])
            : new Precondition([]);
    }

    /// <summary>Whether the request is for a state.</summary>
    /// <param name="isState">Whether a tag, without its quotes, is that state's.</param>
    public bool Holds(Predicate<string> isState) => _tags.Any(tag => tag == "*" || isState(tag));

    public static ProblemHttpResult Required() => TypedResults.Problem(
        "Send If-Match with the ETag of your GET, so that you do not overwrite what somebody else changed since.",
        statusCode: StatusCodes.Status428PreconditionRequired, title: "If-Match is missing");
}
