namespace Recommender.Service.Workers;

/// <summary>
/// Runs the work of background workers. A failure is logged with its stack trace and shown by health until a try succeeds; it ends
/// neither the worker nor the process. Waits in real time: a stopped test clock must not stop the work.
/// </summary>
internal static partial class Guarded
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Runs one piece of work.</summary>
    /// <param name="log">Receives the failure, once if it repeats.</param>
    /// <param name="duty">The work that is tried.</param>
    /// <param name="stop">Signals the shutdown.</param>
    /// <returns>True if the work succeeded, false if it failed.</returns>
    /// <exception cref="OperationCanceledException">The program shuts down.</exception>
    public static async Task<bool> TryAsync(ILogger log, Duty duty, Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
            if (duty.Succeeded() is > 0 and var failures)
            {
                LogAgain(log, duty, failures);
            }

            return true;
        }
        catch (Exception e) when (!IsStop(e, stop))
        {
            if (duty.Failed(e))
            {
                LogFailed(log, duty, e);
            }

            return false;
        }
    }

    /// <summary>Repeats a round until the shutdown; after a failed round it waits before the next.</summary>
    /// <param name="log">Receives the failures.</param>
    /// <param name="duty">As for <see cref="TryAsync"/>.</param>
    /// <param name="round">One round, including any wait before or after it.</param>
    /// <param name="stop">Signals the shutdown.</param>
    public static async Task RepeatAsync(ILogger log, Duty duty, Func<CancellationToken, Task> round, CancellationToken stop)
    {
        var failures = 0;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                failures = await TryAsync(log, duty, round, stop) ? 0 : failures + 1;
                if (failures > 0)
                {
                    await Task.Delay(Backoff.After(failures, LongestWait), stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Whether an exception means a shutdown rather than a failure.</summary>
    public static bool IsStop(Exception e, CancellationToken stop) => e is OperationCanceledException && stop.IsCancellationRequested;

    [LoggerMessage(LogLevel.Error, "{What}: failed, will be retried")]
    private static partial void LogFailed(ILogger log, Duty what, Exception reason);

    [LoggerMessage(LogLevel.Information, "{What}: works again after {Failures} failures")]
    private static partial void LogAgain(ILogger log, Duty what, int failures);
}
