using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Recommender.Service.Training;

namespace Recommender.Service.Watching.Notifications;

/// <summary>
/// Detects events by comparing each check with the one before, and adds notifications to the queue of each subscribed webhook. Never waits:
/// if a queue is full, its oldest notification is lost.
/// </summary>
public sealed class NotificationOutbox
{
    private const int QueueLength = 100;

    private readonly TimeProvider _clock;
    private readonly Dictionary<string, string?> _lastRuns = new(StringComparer.Ordinal);
    private HashSet<(WarningKind, string?)> _warned = [];
    private bool _isDegraded;
    private long _delivered;
    private long _lost;

    public NotificationOutbox(IOptions<NotifyOptions> options, TimeProvider clock)
    {
        _clock = clock;
        Queues = [.. options.Value.Webhooks.Select(webhook => new NotificationQueue(webhook, Channel.CreateBounded<Notification>(
            new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropOldest }, _ => CountLost())))];
    }

    /// <summary>Notifications waiting to be sent.</summary>
    public int Waiting => Queues.Sum(queue => queue.Channel.Reader.Count);

    /// <summary>Notifications accepted by a webhook since the start.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Notifications that were given up after all retries.</summary>
    public long Lost => Volatile.Read(ref _lost);

    internal IReadOnlyList<NotificationQueue> Queues { get; }

    /// <summary>Queues notifications about what changed since the previous call. Not thread-safe.</summary>
    /// <param name="warnings">The current warnings.</param>
    public void Tell(MonitorState state, IReadOnlyList<Warning> warnings)
    {
        foreach (var (site, found) in state.Sites)
        {
            TellRun(site, found.LastRun);
        }

        foreach (var warning in warnings.Where(warning => !_warned.Contains((warning.Kind, warning.Site))))
        {
            if (KindOf(warning.Kind) is { } kind)
            {
                Put(Make(kind, warning.Site, warning.Text));
            }
        }

        _warned = [.. warnings.Select(warning => (warning.Kind, warning.Site))];
        if (_isDegraded != warnings.Count > 0)
        {
            _isDegraded = warnings.Count > 0;
            var text = _isDegraded ? string.Join("; ", warnings.Select(warning => warning.Sentence)) : "all checks pass again";
            Put(Make(NotificationKind.HealthChanged, null, text) with { Status = _isDegraded ? "degraded" : "ok" });
        }
    }

    internal void CountDelivered() => Interlocked.Increment(ref _delivered);

    internal void CountLost() => Interlocked.Increment(ref _lost);

    private void TellRun(string site, Run? last)
    {
        // A run that ended before the first check is not reported.
        if (_lastRuns.TryGetValue(site, out var before) && last is not null && last.Id != before && KindOf(last.State) is { } kind)
        {
            Put(Make(kind, site, $"run {last.Id} of site {site}: {last.Outcome}") with { Run = last.Id });
        }

        _lastRuns[site] = last?.Id;
    }

    private void Put(Notification notice)
    {
        foreach (var queue in Queues.Where(queue => queue.Webhook.Wants(notice.Event)))
        {
            queue.Channel.Writer.TryWrite(notice);
        }
    }

    private Notification Make(NotificationKind kind, string? site, string text) => new()
    {
        Id = Guid.NewGuid().ToString("N"), Event = kind, At = _clock.GetUtcNow(), Site = site, Text = text,
    };

    private static NotificationKind? KindOf(RunState state) => state switch
    {
        RunState.Done => NotificationKind.RunFinished,
        RunState.Refused => NotificationKind.RunRefused,
        RunState.Failed => NotificationKind.RunFailed,
        _ => null,
    };

    private static NotificationKind? KindOf(WarningKind kind) => kind switch
    {
        WarningKind.FeedSilent => NotificationKind.FeedSilent,
        WarningKind.ModelTooOld => NotificationKind.ModelTooOld,
        _ => null,
    };
}
