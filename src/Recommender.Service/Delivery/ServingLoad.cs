using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Recommender.Service.Delivery;

/// <summary>The places in which requests are worked on, and those that wait for one.</summary>
public sealed class ServingLoad(IOptions<ServingOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.MaxConcurrent, QueueLimit = options.Value.MaxWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Requests that wait now.</summary>
    public long Waiting => _limiter.GetStatistics()?.CurrentQueuedCount ?? 0;

    /// <summary>Requests that are worked on now.</summary>
    public long Working => options.Value.MaxConcurrent - (_limiter.GetStatistics()?.CurrentAvailablePermits ?? options.Value.MaxConcurrent);

    /// <summary>A place, when there is one; none where too many wait.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancel) => _limiter.AcquireAsync(1, cancel);

    public void Dispose() => _limiter.Dispose();
}
