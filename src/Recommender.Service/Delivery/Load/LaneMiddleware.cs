using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Delivery.Load;

/// <summary>
/// Lets each request into the lane of its kind, receives its body, and lets it wait for a place. The rest is rejected immediately: it is
/// better that one page gets no block now than that all pages get theirs late. A page that cannot get its block now gets an older one, if
/// one is cached.
/// </summary>
internal sealed class LaneMiddleware(
    RequestDelegate next, Lanes lanes, PageViewFallback fallback, ResponseCounts counts, IOptions<ServingOptions> serving,
    IOptions<LanesOptions> options, TimeProvider clock)
{
    private const int RetryAfterSeconds = 1;
    private const int BurstSeconds = 10;

    private readonly ClientRates _rates = new(serving.Value.UncachedPerSecond, serving.Value.UncachedPerSecond * BurstSeconds, clock);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            return next(context);
        }

        var route = endpoint.Metadata.GetMetadata<LaneRoute>();
        return (route is null ? LaneOf(context, endpoint) : route.Of(context)) switch
        {
            null => next(context),
            Lane.PageViews => ViewAsync(context),
            { } lane => WorkAsync(context, lane, route),
        };
    }

    // Of endpoints that name none.
    private static Lane? LaneOf(HttpContext context, Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RequiredRole>() is not null ? Lane.Editing : HasBody(context) ? Lane.Forms : null;

    private static bool HasBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    private async Task ViewAsync(HttpContext context)
    {
        var client = ClientAddress.ClientOf(context.Connection.RemoteIpAddress);
        if (!_rates.Admits(client))
        {
            await InsteadAsync(context, StatusCodes.Status429TooManyRequests);
            return;
        }

        var (admitted, status) = lanes[Lane.PageViews].Admit(client);
        if (admitted is null)
        {
            await InsteadAsync(context, status);
            return;
        }

        using var visit = admitted;
        if (visit.TryEnter() || await fallback.EnterInTimeAsync(context, visit))
        {
            context.Response.OnStarting(Leave, visit);
            await next(context);
        }
    }

    private async Task WorkAsync(HttpContext context, Lane lane, LaneRoute? route)
    {
        if (route?.Refuse is not null && await route.Refuse(context) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        var (admitted, status) = lanes[lane].Admit(ClientAddress.ClientOf(context.Connection.RemoteIpAddress));
        if (admitted is null)
        {
            await RejectAsync(context, status, "");
            return;
        }

        using var visit = admitted;
        if (route?.Streams == true)
        {
            context.Features.Set(visit);
            await next(context);
            return;
        }

        if (HasBody(context) && await BodyReading.ReadAsync(context, visit, options.Value, clock) is { } problem)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        await visit.EnterAsync(context.RequestAborted);
        await LargeGarbage.CollectAsync(visit.Bytes, context.RequestAborted);
        context.Response.OnStarting(Leave, visit);
        await next(context);
    }

    // A client that reads slowly must not hold a place.
    private static Task Leave(object visit)
    {
        ((LaneVisit)visit).Leave();
        return Task.CompletedTask;
    }

    private async Task InsteadAsync(HttpContext context, int status)
    {
        if (!await fallback.TryWriteAsync(context))
        {
            await RejectAsync(context, status, fallback.SiteOf(context));
        }
    }

    private Task RejectAsync(HttpContext context, int status, string site)
    {
        var isClient = status == StatusCodes.Status429TooManyRequests;
        counts.Count(isClient ? "" : site, isClient ? ResponseKind.Limited : ResponseKind.Shed);
        return Rejected.Of(context, status, RetryAfterSeconds, isClient
            ? "Too many requests of this kind from this client; try again in a moment."
            : "The service is overloaded; try again in a moment.").ExecuteAsync(context);
    }
}
