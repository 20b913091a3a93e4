using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Delivery;

/// <summary>Lets requests that come while the program starts wait until there is something to answer them with. Those for its health do not wait.</summary>
internal sealed class LoadedMiddleware(RequestDelegate next, SiteSnapshots snapshots)
{
    public Task InvokeAsync(HttpContext context) =>
        snapshots.Loaded || context.Request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal) ? next(context) : WaitAsync(context);

    private async Task WaitAsync(HttpContext context)
    {
        try
        {
            await snapshots.WhenLoadedAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for the answer any more, or the start has failed.
            return;
        }

        await next(context);
    }
}
