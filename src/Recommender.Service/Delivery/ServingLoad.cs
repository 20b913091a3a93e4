using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Recommender.Service.Delivery;

/// <summary>The limit on concurrent requests, and the queue behind it.</summary>
public sealed class ServingLoad(IOptions<ServingOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.MaxConcurrent,
        QueueLimit = options.Value.MaxWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Number of queued requests.</summary>
    public long Waiting => _limiter.GetStatistics()?.CurrentQueuedCount ?? 0;

    /// <summary>Number of requests being processed.</summary>
    public long Working => options.Value.MaxConcurrent - (_limiter.GetStatistics()?.CurrentAvailablePermits ?? options.Value.MaxConcurrent);

    /// <summary>A slot once one is free; a failed lease if the queue is full.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancel) => _limiter.AcquireAsync(1, cancel);

    public void Dispose() => _limiter.Dispose();
}
