using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Web;

namespace Recommender.Service.People;

/// <summary><c>/v1/keys</c></summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/keys").WithTags("Keys").RequireRole(Role.Administrator)
            .WithMetadata(new RequestSizeLimitAttribute(64 * 1024));
        group.MapMethods("", ReadRoutes.Methods, List).Produces<KeysResponse>()
            .WithSummary("Lists the API keys of the sites that you administer");
        group.MapPost("", Add).Produces<KeyResponse>(StatusCodes.Status201Created)
            .WithSummary("Creates an API key; its secret is shown only in this answer").ProducesValidationProblem();
        group.MapDelete("/{id}", Revoke).WithSummary("Revokes an API key immediately").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<JsonHttpResult<KeysResponse>> List(
        HttpContext context, AccessManagement admission, CancellationToken cancel) =>
        TypedResults.Json(
            new KeysResponse([.. (await admission.KeysSeenByAsync(Actor.Of(context)!, cancel)).Select(key => KeyResponse.Of(key))]),
            PeopleJson.Default.KeysResponse);

    private static async Task<Results<JsonHttpResult<KeyResponse>, ProblemHttpResult>> Add(
        KeyRequest wanted, HttpContext context, AccessManagement admission, CancellationToken cancel)
    {
        var admitted = await admission.AddKeyAsync(
            wanted.Name, wanted.Site ?? SiteRoles.AllSites, wanted.Role, wanted.Days ?? KeyRequest.DefaultDays, Actor.Of(context)!, cancel);
        return admitted.Refusal is { } refusal
            ? refusal.ToProblem()
            : TypedResults.Json(KeyResponse.Of(admitted.Value.Key, admitted.Value.Secret), PeopleJson.Default.KeyResponse,
                statusCode: StatusCodes.Status201Created);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        string id, HttpContext context, AccessManagement admission, CancellationToken cancel) =>
        await admission.RevokeKeyAsync(id, Actor.Of(context)!, cancel) is { } refusal ? refusal.ToProblem() : TypedResults.NoContent();
}
