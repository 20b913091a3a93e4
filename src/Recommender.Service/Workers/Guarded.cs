namespace Recommender.Service.Workers;

/// <summary>
/// Runs the work of background workers. A failure is logged with its stack trace, and ends neither the worker nor the process; only the
/// stop of the program does. Waits in real time: a clock that stands still in a test must not stop the work.
/// </summary>
internal static partial class Guarded
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Runs one piece of work.</summary>
    /// <param name="log">Gets the failure.</param>
    /// <param name="what">Names the work in the log, and the site that it concerns.</param>
    /// <param name="work">The work.</param>
    /// <param name="stop">The stop of the program.</param>
    /// <returns>True where the work was done, false where it failed.</returns>
    /// <exception cref="OperationCanceledException">The program stops.</exception>
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

    /// <summary>Runs a round again and again until the program stops; after a round that failed, the next one waits.</summary>
    /// <param name="log">Gets the failures.</param>
    /// <param name="what">As for <see cref="TryAsync"/>.</param>
    /// <param name="round">One round, with the wait before or after it.</param>
    /// <param name="stop">The stop of the program.</param>
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

    /// <summary>Whether an exception says that the program stops, and not that something failed.</summary>
    public static bool IsStop(Exception e, CancellationToken stop) => e is OperationCanceledException && stop.IsCancellationRequested;

    [LoggerMessage(LogLevel.Error, "{What}: failed, and is tried again")]
    private static partial void LogFailed(ILogger log, string what, Exception reason);
}
