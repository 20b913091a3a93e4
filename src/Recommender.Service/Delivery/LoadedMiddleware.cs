using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Delivery;

/// <summary>Holds requests during start until the snapshots are loaded. Health requests are not held.</summary>
internal sealed class LoadedMiddleware(RequestDelegate next, SiteSnapshots snapshots)
{
    public Task InvokeAsync(HttpContext context) =>
        snapshots.Loaded || context.Request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal)
            ? next(context) : WaitAsync(context);

    private async Task WaitAsync(HttpContext context)
    {
        try
        {
            await snapshots.WhenLoadedAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client has disconnected, or the start has failed.
            return;
        }

        await next(context);
    }
}
