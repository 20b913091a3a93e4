using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Delivery.Load;

/// <summary>Sends a page an older block if a current one would be late.</summary>
internal sealed class PageViewFallback(
    SiteSnapshots snapshots, ResponseCache answers, ResponseCounts counts, IOptions<ServingOptions> options, TimeProvider clock)
{
    /// <summary>The site whose block is requested; empty if there is none.</summary>
    public string SiteOf(HttpContext context) => AskedBlock.Of(context.Request, snapshots)?.Snapshot.Site ?? "";

    /// <summary>Sends an older block. False if none is cached that may be shown.</summary>
    public async Task<bool> TryWriteAsync(HttpContext context)
    {
        if (AskedBlock.Of(context.Request, snapshots) is not { } asked
            || answers.FindStale(asked.Snapshot, asked.Kind, asked.Query) is not { } stale)
        {
            return false;
        }

        counts.Count(asked.Snapshot.Site, ResponseKind.Stale);
        await ResponseWriter.WriteAsync(context, stale);
        return true;
    }

    /// <summary>Waits for a place; if that takes too long and an older block is cached, sends that.</summary>
    /// <returns>True if the request has a place; false if it has its answer.</returns>
    public async Task<bool> EnterInTimeAsync(HttpContext context, LaneVisit visit)
    {
        if (AskedBlock.Of(context.Request, snapshots) is { } asked
            && answers.FindStale(asked.Snapshot, asked.Kind, asked.Query) is not null)
        {
            using var late = new CancellationTokenSource(options.Value.LateAfter, clock);
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
            try
            {
                await visit.EnterAsync(cancel.Token);
                return true;
            }
            catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
            {
                if (await TryWriteAsync(context))
                {
                    return false;
                }
            }
        }

        await visit.EnterAsync(context.RequestAborted);
        return true;
    }
}
