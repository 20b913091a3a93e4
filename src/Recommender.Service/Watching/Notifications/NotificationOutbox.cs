using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Recommender.Service.Training;

namespace Recommender.Service.Watching.Notifications;

/// <summary>
/// Finds what is worth telling by comparing a look with the one before it, and puts it into the queue of each webhook that wants it. Waits for
/// nobody: what does not fit into a queue is lost, the oldest first.
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

    /// <summary>NotificationOutbox that wait to be sent.</summary>
    public int Waiting => Queues.Sum(queue => queue.Channel.Reader.Count);

    /// <summary>How many were taken by a webhook since the start.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>How many no webhook took, though all was tried.</summary>
    public long Lost => Volatile.Read(ref _lost);

    internal IReadOnlyList<NotificationQueue> Queues { get; }

    /// <summary>Tells what changed since the call before. Not to be called by two at once.</summary>
    /// <param name="state">What a look found.</param>
    /// <param name="warnings">What is wrong by it.</param>
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
            Put(Make(NotificationKind.HealthChanged, null, _isDegraded ? string.Join("; ", warnings.Select(warning => warning.Sentence)) : "all is well again") with { Status = _isDegraded ? "degraded" : "ok" });
        }
    }

    internal void CountDelivered() => Interlocked.Increment(ref _delivered);

    internal void CountLost() => Interlocked.Increment(ref _lost);

    private void TellRun(string site, Run? last)
    {
        // What ended before the first look is no news.
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
