using System.Data.Common;
using System.Diagnostics;

namespace Recommender.Service.Workers;

/// <summary>A kind of background work, of a site or of all, and whether its last try failed. Safe for concurrent use.</summary>
internal sealed class Duty(string? site, string what, TimeProvider clock)
{
    // A failure that lasts is logged again after this time, in real time.
    private static readonly TimeSpan LoggedEvery = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private FailingWork? _failing;
    private (string Kind, string Text) _last;
    private long _logged;
    private long _failures;

    public string? Site => site;

    public string What => what;

    /// <summary>Null if the last try succeeded, or none has ended.</summary>
    public FailingWork? Failing => Volatile.Read(ref _failing);

    /// <summary>Number of failed tries since the start.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Records a failed try.</summary>
    /// <param name="why">Words for the operator that contain nothing private; null to derive them from the exception.</param>
    /// <returns>True if it is to be logged: not if the same failure repeats, such as a full disk at every try.</returns>
    public bool Failed(Exception? reason, string? why = null)
    {
        // Messages may contain what only the operator should see; those of the store do not.
        var problem = why ?? (reason is DbException ? reason.Message : "see the log");
        var last = (reason?.GetType().FullName ?? "", reason?.Message ?? problem);
        lock (_lock)
        {
            Interlocked.Increment(ref _failures);
            var isLogged = _failing is null || _last != last || Stopwatch.GetElapsedTime(_logged) > LoggedEvery;
            _logged = isLogged ? Stopwatch.GetTimestamp() : _logged;
            _last = last;
            var before = _failing;
            var since = before?.Since ?? clock.GetUtcNow();
            Volatile.Write(ref _failing, new FailingWork(site, what, since, (before?.Times ?? 0) + 1, problem));
            return isLogged;
        }
    }

    /// <summary>Records a try that succeeded.</summary>
    /// <returns>The number of failures before it, 0 if the try before succeeded too.</returns>
    public int Succeeded()
    {
        if (Failing is null)
        {
            return 0;
        }

        lock (_lock)
        {
            var times = _failing?.Times ?? 0;
            Volatile.Write(ref _failing, null);
            return times;
        }
    }

    public override string ToString() => site is null ? what : $"{site}: {what}";
}
