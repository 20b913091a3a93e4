using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Web;

namespace Recommender.Service.Delivery.Load;

/// <summary>Receives a whole body before its request takes a place: a slow client must not hold one.</summary>
internal static class BodyReading
{
    // Larger bodies grow as they arrive: a length that is only announced costs nothing.
    private const int LargestAnnounced = 64 * 1024;

    // Once this part of the announced bytes has arrived, the others get their memory at once.
    private const int Part = 4;

    /// <summary>Replaces the request's body by its bytes in memory.</summary>
    /// <returns>The refusal; null if the body has been read.</returns>
    public static async Task<ProblemHttpResult?> ReadAsync(HttpContext context, LaneVisit visit, LanesOptions options, TimeProvider clock)
    {
        using var late = new CancellationTokenSource(options.BodyGrace, clock);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            var (reader, began) = (context.Request.BodyReader, clock.GetTimestamp());
            var body = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, LargestAnnounced));
            while (true)
            {
                var read = await reader.ReadAsync(cancel.Token);
                var isHeld = visit.TryHold((int)read.Buffer.Length);
                if (isHeld && context.Request.ContentLength is { } all && all / Part < body.Length && body.Capacity < all)
                {
                    body.Capacity = (int)all;
                }

                Take(reader, read, isHeld ? body : Stream.Null);
                if (!isHeld)
                {
                    return Busy(context);
                }

                if (read.IsCompleted)
                {
                    body.Position = 0;
                    context.Request.Body = body;
                    return null;
                }

                late.CancelAfter(Left(body.Length, clock.GetElapsedTime(began), options));
            }
        }
        catch (BadHttpRequestException e)
        {
            return JsonBody.TooLarge(e);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            context.Response.Headers.Connection = "close";
            return TypedResults.Problem(
                $"The body must arrive at {options.BodyBytesPerSecond} bytes per second or faster, within {options.BodyTime}.",
                statusCode: StatusCodes.Status408RequestTimeout, title: "Too slow");
        }
    }

    // The time that the next bytes have. It grows with the bytes that have arrived.
    private static TimeSpan Left(long bytes, TimeSpan elapsed, LanesOptions options)
    {
        var allowed = options.BodyGrace + TimeSpan.FromSeconds((double)bytes / options.BodyBytesPerSecond);
        var left = (allowed < options.BodyTime ? allowed : options.BodyTime) - elapsed;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static void Take(PipeReader reader, ReadResult read, Stream body)
    {
        foreach (var piece in read.Buffer)
        {
            body.Write(piece.Span);
        }

        reader.AdvanceTo(read.Buffer.End);
    }

    private static ProblemHttpResult Busy(HttpContext context) => Rejected.Of(
        context, StatusCodes.Status503ServiceUnavailable, 1, "Too many bodies of this kind are being received; try again in a moment.");
}
