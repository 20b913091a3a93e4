using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Delivery;

/// <summary>
/// Works on so many requests at once, lets some wait, and turns away the rest at once: a page that gets no block now is better than all pages
/// getting theirs late. Where an older block is held, that page gets it.
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
        await Rejected.Of(context, StatusCodes.Status503ServiceUnavailable, RetryAfterSeconds, "Too much to do; ask again in a moment.").ExecuteAsync(context);
    }
}
