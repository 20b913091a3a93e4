using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Push;

/// <summary><c>PUT</c> and <c>DELETE /v1/{site}/articles/{id}</c>. A successful answer means committed and served.</summary>
internal static class PushEndpoints
{
    /// <summary>Maximum size of one article in bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    public static void MapPush(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/{site}/articles").WithTags("Push")
            .RequireRole(Role.ChiefEditor)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .InLane(Lane.Pushes)
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("/{id}", Put)
            .WithSummary("Publishes or updates an article")
            .WithDescription("The article is replaced as a whole. From then on it belongs to the site's pushes, and imports leave it "
                + "alone.")
            .Accepts<PushInput>("application/json")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        group.MapDelete("/{id}", Delete)
            .WithSummary("Withdraws an article")
            .WithDescription("Removes the article from every block. Pushing it again restores it; imports do not.");
    }

    private static async Task<Results<Ok<PushResponse>, Created<PushResponse>, ValidationProblem, ProblemHttpResult>> Put(
        string site, [Description("The site's own id of the article, percent-encoded.")] string id,
        HttpContext http, ArticlePushing pushing, TimeProvider clock, CancellationToken cancel)
    {
        if (!pushing.Takes(site))
        {
            return NotFoundProblems.Site();
        }

        var (input, unreadable) = await JsonBody.ReadAsync<PushInput>(http.Request, cancel);
        if (input is null)
        {
            return unreadable!;
        }

        var errors = new ParameterErrors();
        if (await PushCheck.ReadAsync(input, PushedId.Of(http), pushing.Reading(cancel), clock.GetUtcNow(), errors) is not { } article)
        {
            return errors.ToProblem();
        }

        var push = new ArticlePush(article.SourceId, article);
        var answer = PushResponse.Of(push, (await pushing.PushAsync(site, [push], cancel))[0]);
        return answer.Outcome == PushOutcome.Created
            ? TypedResults.Created($"/v1/{site}/articles/{answer.Key}", answer)
            : TypedResults.Ok(answer);
    }

    private static async Task<Results<Ok<PushResponse>, ValidationProblem, ProblemHttpResult>> Delete(
        string site, [Description("The site's own id of the article, percent-encoded.")] string id,
        HttpContext http, ArticlePushing pushing, CancellationToken cancel)
    {
        if (!pushing.Takes(site))
        {
            return NotFoundProblems.Site();
        }

        var errors = new ParameterErrors();
        if (PushCheck.IdOf(PushedId.Of(http), errors) is not { } given)
        {
            return errors.ToProblem();
        }

        var push = new ArticlePush(given, null);
        var outcome = (await pushing.PushAsync(site, [push], cancel))[0];
        return outcome == PushOutcome.Unknown
            ? TypedResults.Problem("The site has no article with this id.", statusCode: StatusCodes.Status404NotFound,
                title: "Unknown article")
            : TypedResults.Ok(PushResponse.Of(push, outcome));
    }
}
