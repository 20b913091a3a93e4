using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Delivery;

/// <summary>
/// Limits concurrent requests, queues some, and rejects the rest immediately: it is better that one page gets no block now than that all
/// pages get theirs late. If an older block is cached, the page gets that.
/// </summary>
internal sealed class OverloadMiddleware(
    RequestDelegate next, ServingLoad load, SiteSnapshots snapshots, ResponseCache answers, ResponseCounts counts)
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
            counts.Count(block.Snapshot.Site, ResponseKind.Stale);
            await ResponseWriter.WriteAsync(context, stale);
            return;
        }

        counts.Count(asked?.Snapshot.Site ?? "", ResponseKind.Shed);
        await Rejected.Of(context, StatusCodes.Status503ServiceUnavailable,
            RetryAfterSeconds, "The service is overloaded; try again in a moment.").ExecuteAsync(context);
    }
}
