using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Delivery;

/// <summary>
/// Serves cached answers straight from the request path, before routing and everything behind it, which would cost more than the answer.
/// Other requests continue to their endpoints.
/// </summary>
internal sealed class ResponseCacheMiddleware(RequestDelegate next, SiteSnapshots snapshots, ResponseCache answers, ResponseCounts counts)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (AskedBlock.Of(context.Request, snapshots) is not { } asked
            || answers.Find(asked.Snapshot, asked.Kind, asked.Query) is not { } answer)
        {
            return next(context);
        }

        // The status is set when the call returns, whether or not the bytes have been sent.
        var written = ResponseWriter.WriteAsync(context, answer);
        counts.CountCached(asked.Snapshot.Site, answer, context.Response.StatusCode);
        return written;
    }
}
