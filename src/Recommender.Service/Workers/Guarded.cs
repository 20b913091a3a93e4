namespace Recommender.Service.Workers;

/// <summary>
/// Runs the work of background workers. A failure is logged with its stack trace and ends neither the worker nor the process; only a
/// shutdown does. Waits in real time: a stopped test clock must not stop the work.
/// </summary>
internal static partial class Guarded
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Runs one piece of work.</summary>
    /// <param name="log">Receives the failure.</param>
    /// <param name="what">Names the work and its site in the log.</param>
    /// <param name="stop">Signals the shutdown.</param>
    /// <returns>True if the work succeeded, false if it failed.</returns>
    /// <exception cref="OperationCanceledException">The program shuts down.</exception>
    public static async Task<bool> TryAsync(ILogger log, string what, Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
            return true;
        }
        catch (Exception e) when (!IsStop(e, stop))
        {
            LogFailed(log, what, e);
            return false;
        }
    }

    /// <summary>Repeats a round until the shutdown; after a failed round it waits before the next.</summary>
    /// <param name="log">Receives the failures.</param>
    /// <param name="what">As for <see cref="TryAsync"/>.</param>
    /// <param name="round">One round, including any wait before or after it.</param>
    /// <param name="stop">Signals the shutdown.</param>
    public static async Task RepeatAsync(ILogger log, string what, Func<CancellationToken, Task> round, CancellationToken stop)
    {
        var failures = 0;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                failures = await TryAsync(log, what, round, stop) ? 0 : failures + 1;
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
    private static partial void LogFailed(ILogger log, string what, Exception reason);
}
