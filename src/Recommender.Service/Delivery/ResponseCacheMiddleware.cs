using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Delivery;

/// <summary>
/// Sends what is held, knowing it by its path: before routing and all that stands behind it, which cost more than the answer. What is written
/// otherwise, or is not held, goes on to its endpoint.
/// </summary>
internal sealed class ResponseCacheMiddleware(RequestDelegate next, SiteSnapshots snapshots, ResponseCache answers, ResponseCounts counts)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (AskedBlock.Of(context.Request, snapshots) is not { } asked || answers.Find(asked.Snapshot, asked.Kind, asked.Query) is not { } answer)
        {
            return next(context);
        }

        // The status stands when the call returns, whether the bytes are sent by then or not.
        var written = ResponseWriter.WriteAsync(context, answer);
        counts.CountHeld(asked.Snapshot.Site, answer, context.Response.StatusCode);
        return written;
    }
}
