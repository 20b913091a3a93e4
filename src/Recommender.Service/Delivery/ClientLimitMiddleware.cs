using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Recommender.Service.Web;

namespace Recommender.Service.Delivery;

/// <summary>
/// Limits the requests of one client per minute to <see cref="ServingOptions.RequestsPerMinute"/>; used only if that is above 0.
/// </summary>
internal sealed class ClientLimitMiddleware : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly RequestDelegate _next;
    private readonly ResponseCounts _counts;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    public ClientLimitMiddleware(RequestDelegate next, IOptions<ServingOptions> options, ResponseCounts counts)
    {
        (_next, _counts) = (next, counts);
        var window = new FixedWindowRateLimiterOptions { PermitLimit = options.Value.RequestsPerMinute, Window = Window, QueueLimit = 0 };
        _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            RateLimitPartition.GetFixedWindowLimiter(ClientAddress.ClientOf(context.Connection.RemoteIpAddress), _ => window));
    }

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<LaneRoute>()?.Of(context) is Lane.PageViews or Lane.Explain or Lane.Batch or Lane.Drafts
            ? LimitedAsync(context) : _next(context);

    public void Dispose() => _limiter.Dispose();

    private Task LimitedAsync(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            return _next(context);
        }

        _counts.Count("", ResponseKind.Limited);
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        return Rejected.Of(
            context, StatusCodes.Status429TooManyRequests,
            (int)Math.Ceiling(wait.TotalSeconds), "Too many requests from this client in one minute.")
            .ExecuteAsync(context);
    }
}
