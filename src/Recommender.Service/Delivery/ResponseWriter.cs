using Microsoft.Net.Http.Headers;
using Recommender.Service.Web;

namespace Recommender.Service.Delivery;

/// <summary>Sends an answer: 200 in the smallest encoding that the client accepts, or 304 if it already has these bytes.</summary>
internal static class ResponseWriter
{
    public const string Revalidate = "public, max-age=0, must-revalidate";

    public static Task WriteAsync(HttpContext context, CachedResponse answer, string? cacheControl = null)
    {
        var (request, response) = (context.Request, context.Response);
        // An endpoint that knows its client has forbidden caching.
        response.Headers.CacheControl = cacheControl ?? answer.Edge?.CacheControl
            ?? (response.Headers.CacheControl is { Count: > 0 } given ? given : Revalidate);
        if (answer.Edge is { } edge)
        {
            edge.AddTo(response.Headers);
        }

        if (answer.IsStale)
        {
            // RFC 9211: a negative time to live marks a stale answer.
            response.Headers["Cache-Status"] = "recommender; hit; ttl=-1";
        }

        VaryHeader.Add(response.Headers, HeaderNames.AcceptEncoding);
        if (request.Headers.IfNoneMatch.Count > 0 && Known(request, answer) is { } known)
        {
            response.Headers.ETag = known;
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        SecurityHeaders.AddTo(response.Headers);
        var form = answer.For(AcceptedEncodings.Of(request.Headers.AcceptEncoding));
        response.Headers.ETag = form.Tag;
        response.ContentType = answer.ContentType;
        response.ContentLength = form.Body.Length;
        if (form.Encoding is not null)
        {
            response.Headers.ContentEncoding = form.Encoding;
        }

        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(form.Body).AsTask();
    }

    // The tag that the client holds, whatever encoding it accepts now: its copy is as good as the one it would get.
    private static string? Known(HttpRequest request, CachedResponse answer)
    {
        if (request.Headers.IfNoneMatch is [{ } only] && answer.Has(only))
        {
            return only;
        }

        if (!EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags))
        {
            return null;
        }

        foreach (var tag in tags)
        {
            if (tag.Tag == "*")
            {
                return answer.Plain.Tag;
            }

            // Weak comparison, as RFC 9110 (13.1.2) requires: a compressing proxy weakens our tags.
            if (answer.Has(tag.Tag))
            {
                return tag.Tag.ToString();
            }
        }

        return null;
    }
}
