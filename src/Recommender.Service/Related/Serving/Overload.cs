using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Recommender.Service.Hosting;

namespace Recommender.Service.Related.Serving;

/// <summary>Marks an endpoint that readers' pages ask, whose load is bounded.</summary>
internal sealed class BoundedLoad;

/// <summary>
/// Works on so many requests at once, lets some wait, and turns away the rest at once: a page that gets no block now is better than all pages
/// getting theirs late. Where an older block is held, that page gets it.
/// </summary>
internal sealed class OverloadMiddleware(
    RequestDelegate next, ServingLoad load, SiteSnapshots snapshots, BlockAnswers answers, AnswerCounts counts)
{
    private const int RetryAfterSeconds = 1;

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<BoundedLoad>() is null ? next(context) : BoundedAsync(context);

    private async Task BoundedAsync(HttpContext context)
    {
        using var lease = await load.EnterAsync(context.RequestAborted);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        var asked = AskedBlock.Of(context.Request, snapshots);
        if (asked is { } block && answers.FindStale(block.Snapshot, block.Kind, block.Query) is { } stale)
        {
            counts.Count(block.Snapshot.Site, AnswerKind.Stale);
            await AnswerWriter.WriteAsync(context, stale);
            return;
        }

        counts.Count(asked?.Snapshot.Site ?? "", AnswerKind.Shed);
        await Rejected.Of(context, StatusCodes.Status503ServiceUnavailable, RetryAfterSeconds, "Too much to do; ask again in a moment.").ExecuteAsync(context);
    }
}

/// <summary>Bounds what one client asks in a minute to <see cref="ServingOptions.RequestsPerMinute"/>, which is above 0 where this stands.</summary>
internal sealed class ClientLimitMiddleware : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly RequestDelegate _next;
    private readonly AnswerCounts _counts;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    public ClientLimitMiddleware(RequestDelegate next, IOptions<ServingOptions> options, AnswerCounts counts)
    {
        (_next, _counts) = (next, counts);
        var window = new FixedWindowRateLimiterOptions { PermitLimit = options.Value.RequestsPerMinute, Window = Window, QueueLimit = 0 };
        _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            RateLimitPartition.GetFixedWindowLimiter(ClientAddress.ClientOf(context.Connection.RemoteIpAddress), _ => window));
    }

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<BoundedLoad>() is null ? _next(context) : LimitedAsync(context);

    public void Dispose() => _limiter.Dispose();

    private Task LimitedAsync(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            return _next(context);
        }

        _counts.Count("", AnswerKind.Limited);
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        return Rejected.Of(
            context, StatusCodes.Status429TooManyRequests, (int)Math.Ceiling(wait.TotalSeconds), "More requests than one client may make in a minute.")
            .ExecuteAsync(context);
    }
}
