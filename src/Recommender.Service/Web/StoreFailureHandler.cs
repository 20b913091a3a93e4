using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Recommender.Service.Storage;

namespace Recommender.Service.Web;

/// <summary>
/// Answers requests that the store cannot serve: 507 if the disk is full, 503 if it is not writable or busy. Such failures come in
/// numbers, so each kind is logged at most once a minute.
/// </summary>
internal sealed partial class StoreFailureHandler(IProblemDetailsService problems, ILogger<StoreFailureHandler> log) : IExceptionHandler
{
    private const int RetryAfterSeconds = 30;

    private readonly long?[] _logged = new long?[Enum.GetValues<StoreFailure>().Length];

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (StoreFailures.Of(exception) is not { } failure)
        {
            return false;
        }

        var (status, text) = failure switch
        {
            StoreFailure.Full => (StatusCodes.Status507InsufficientStorage, "The server's disk is full; nothing was stored."),
            StoreFailure.Busy => (StatusCodes.Status503ServiceUnavailable, "The store is busy; nothing was stored."),
            _ => (StatusCodes.Status503ServiceUnavailable, "The store cannot be written at present; nothing was stored."),
        };
        Log(failure, exception);
        httpContext.Response.StatusCode = status;
        httpContext.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext, ProblemDetails = { Status = status, Detail = text },
        });
    }

    private void Log(StoreFailure failure, Exception reason)
    {
        lock (_logged)
        {
            if (_logged[(int)failure] is not { } last || Stopwatch.GetElapsedTime(last) > TimeSpan.FromMinutes(1))
            {
                _logged[(int)failure] = Stopwatch.GetTimestamp();
                LogFailed(failure, reason.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Requests cannot be stored ({Failure}): {Problem}; blocks are served, further requests are not logged")]
    private partial void LogFailed(StoreFailure failure, string problem);
}
