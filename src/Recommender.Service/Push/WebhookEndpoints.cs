using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Articles;
using Recommender.Service.Configuration;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Web;

namespace Recommender.Service.Push;

/// <summary><c>POST /v1/{site}/webhook</c>: authenticated by the signature, without an API key.</summary>
internal static class WebhookEndpoints
{
    private const string Publish = "publish";
    private const string Update = "update";
    private const string Withdraw = "withdraw";

    public static void MapWebhook(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/{site}/webhook", Post)
        .WithMetadata(new RequestSizeLimitAttribute(PushEndpoints.MaxBytes))
        .InLane(Lane.Webhooks, http => ValueTask.FromResult<IResult?>(Refuse(http)))
        .WithTags("Push")
        .WithSummary("Receives a notification that an article was published, updated or withdrawn")
        .WithDescription(
            $"Signed with one of the site's secrets, by Standard Webhooks: {WebhookSignature.IdHeader}, {WebhookSignature.TimeHeader} in "
            + $"Unix seconds, and {WebhookSignature.SignatureHeader}: v1,BASE64, the HMAC-SHA256 of ID.TIMESTAMP.BODY. Requests may arrive "
            + "late, twice and out of order: one older than the last push changes nothing.")
        .Accepts<WebhookInput>("application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    // Everything that can be checked without the body, which is then not received.
    private static ProblemHttpResult? Refuse(HttpContext http)
    {
        if (WebhookSignature.Parse(http.Request.Headers) is not { } signature)
        {
            return JsonBody.Bad(
                $"Send {WebhookSignature.IdHeader}, {WebhookSignature.TimeHeader} (Unix seconds) and {WebhookSignature.SignatureHeader} "
                + "(v1,BASE64), each once.");
        }

        // An unknown site, a site without a webhook and a wrong signature get the same answer, so that nobody learns which sites exist.
        var (services, site) = (http.RequestServices, $"{http.GetRouteValue("site")}");
        var options = services.GetRequiredService<ArticlePushing>().Takes(site)
            ? services.GetRequiredService<SiteSettings<PushOptions>>().Of(site) : new PushOptions();
        var age = (services.GetRequiredService<TimeProvider>().GetUtcNow() - signature.SentAt).Duration();
        return options.WebhookSecrets.Count == 0 || age > options.WebhookWindow ? Refused()
            : http.Request.HasJsonContentType() ? null
            : TypedResults.Problem("Send JSON, with Content-Type: application/json.",
                statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Unsupported media type");
    }

    private static async Task<Results<Ok<PushResponse>, ValidationProblem, ProblemHttpResult>> Post(
        string site, HttpRequest http, ArticlePushing pushing, SiteSettings<PushOptions> options, TimeProvider clock,
        CancellationToken cancel)
    {
        var (signature, body) = (WebhookSignature.Parse(http.Headers)!, new MemoryStream());
        await http.Body.CopyToAsync(body, cancel);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        return signature.Holds(bytes.Span, options.Of(site).WebhookSecrets)
            ? await TakeAsync(site, bytes, signature, pushing, clock, cancel) : Refused();
    }

    private static async Task<Results<Ok<PushResponse>, ValidationProblem, ProblemHttpResult>> TakeAsync(
        string site, ReadOnlyMemory<byte> body, WebhookSignature signature, ArticlePushing pushing, TimeProvider clock,
        CancellationToken cancel)
    {
        var errors = new ParameterErrors();
        var (push, error) = await ReadAsync(body, signature.SentAt, pushing.Reading(cancel), clock.GetUtcNow(), errors);
        return error is not null ? JsonBody.Bad(error)
            : errors.Any ? errors.ToProblem()
            : TypedResults.Ok(PushResponse.Of(push!, (await pushing.PushAsync(site, [push!], cancel))[0]));
    }

    /// <param name="sentAt">The time in the signature.</param>
    /// <param name="errors">Receives what is wrong with its fields.</param>
    /// <returns>What a body pushes, or why it is not a notification. Neither if there are errors.</returns>
    internal static async Task<(ArticlePush? Push, string? Error)> ReadAsync(
        ReadOnlyMemory<byte> body, DateTimeOffset sentAt, Reading reading, DateTimeOffset now, ParameterErrors errors)
    {
        var (input, error) = JsonBody.Read<WebhookInput>(body);
        if (input is null)
        {
            return (null, error);
        }

        if (input.Event is not (Publish or Update or Withdraw))
        {
            errors.Add("event", $"must be {Publish}, {Update} or {Withdraw}");
        }

        var push = input.Event == Withdraw
            ? PushCheck.IdOf(input.Article?.Id, errors) is { } id ? new ArticlePush(id, null, sentAt) : null
            : await PushCheck.ReadAsync(input.Article ?? new PushInput(), null, reading, now, errors) is { } article
                ? new ArticlePush(article.SourceId, article, sentAt) : null;
        return (errors.Any ? null : push, null);
    }

    private static ProblemHttpResult Refused() => TypedResults.Problem(
        "The signature is not valid: wrong secret, changed body or a time too far from now; or the site has no webhook "
        + "(Recommender:Sites:NAME:Push:WebhookSecrets).",
        statusCode: StatusCodes.Status401Unauthorized, title: "Not signed");
}
