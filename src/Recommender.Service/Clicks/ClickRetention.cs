using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Clicks.Retiring;
using Recommender.Service.Workers;

namespace Recommender.Service.Clicks;

/// <summary>Regular maintenance of click counts: deletes counts past their retention and retires pins with too few clicks.</summary>
public sealed partial class ClickRetention(
    ClickStore store, EvidenceStore evidence, PinRetirement retirement, SiteSnapshots snapshots, SiteBlockOptions settings,
    IOptions<ClickOptions> options, WorkHealth health, TimeProvider clock, ILogger<ClickRetention> log)
{
    private static readonly TimeSpan LargestJump = TimeSpan.FromDays(1);

    private readonly (DateTimeOffset Now, long Timestamp) _began = (clock.GetUtcNow(), clock.GetTimestamp());
    private bool _isWarned;

    /// <summary>Runs for every site. A failure at one site is logged and does not affect the others.</summary>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        foreach (var snapshot in snapshots.All)
        {
            await Guarded.TryAsync(log, health.Of(snapshot.Site, "maintaining its click counts"), stop => RunAsync(snapshot, stop), cancel);
        }
    }

    private async Task RunAsync(SiteSnapshot snapshot, CancellationToken cancel)
    {
        var today = SiteDay.Of(clock.GetUtcNow(), settings.Of(snapshot.Site).TimeZone);
        var first = today.AddDays(1 - options.Value.KeepDays);
        if (!HasJumped())
        {
            await store.CleanAsync(snapshot.Site, first, cancel);
            await evidence.CleanAsync(snapshot.Site, first, cancel);
        }

        await retirement.RunAsync(snapshot, cancel);
    }

    // A clock that was set years ahead would delete everything. What it deletes too late, it deletes after a restart.
    private bool HasJumped()
    {
        var jump = clock.GetUtcNow() - _began.Now - clock.GetElapsedTime(_began.Timestamp);
        var hasJumped = jump.Duration() > LargestJump;
        if (hasJumped && !_isWarned)
        {
            LogJumped(jump.TotalDays);
        }

        _isWarned = hasJumped;
        return hasJumped;
    }

    [LoggerMessage(LogLevel.Warning,
        "The clock was set by {Days:0.#} days since the start: no old click counts are deleted until it is set back, or until a restart")]
    private partial void LogJumped(double days);
}
