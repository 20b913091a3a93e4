using System.Threading.Channels;

namespace Recommender.Service.Delivery.Edge;

/// <summary>
/// The keys waiting to be purged from one site's cache, and the state of purging. Bounded: too many keys are replaced by the site's own
/// key. Safe for concurrent use.
/// </summary>
/// <param name="site">The site's name, which is also the key of all its answers.</param>
/// <param name="options">The site's purge target.</param>
internal sealed class SitePurges(string site, PurgeOptions options)
{
    private readonly Lock _lock = new();
    private readonly Channel<bool> _some =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private HashSet<string> _waiting = new(StringComparer.Ordinal);
    private PurgeState _state = new();

    public string Site => site;

    public PurgeOptions Options => options;

    public PurgeState State
    {
        get
        {
            lock (_lock)
            {
                return _state with { Waiting = _waiting.Count, WholeSiteWaits = _waiting.Contains(site) };
            }
        }
    }

    public void Add(IReadOnlyCollection<string> keys)
    {
        lock (_lock)
        {
            if (keys.Count == 0)
            {
                return;
            }

            _waiting.UnionWith(keys);
            if (_waiting.Contains(site) || _waiting.Count > SurrogateKeys.Most || options.Kind == PurgeKind.Nginx)
            {
                _waiting = new HashSet<string>([site], StringComparer.Ordinal);
            }
        }

        _some.Writer.TryWrite(true);
    }

    /// <summary>Waits until there are keys to purge.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        do
        {
            await _some.Reader.ReadAsync(cancel);
        }
        while (State.Waiting == 0);
    }

    /// <summary>Returns the waiting keys and clears them.</summary>
    public IReadOnlyCollection<string> Take()
    {
        lock (_lock)
        {
            var taken = _waiting;
            _waiting = new HashSet<string>(StringComparer.Ordinal);
            return taken;
        }
    }

    public void Succeeded(IReadOnlyCollection<string> keys, DateTimeOffset at)
    {
        lock (_lock)
        {
            _state = _state with { SentAt = at, Sent = keys.Count, SentWholeSite = keys.Contains(site), Failures = 0 };
        }
    }

    /// <summary>Records a failure and puts the keys back.</summary>
    /// <returns>The number of consecutive failures.</returns>
    public int Failed(IReadOnlyCollection<string> keys, string reason, DateTimeOffset at)
    {
        Add(keys);
        lock (_lock)
        {
            _state = _state with { FailedAt = at, Reason = reason, Failures = _state.Failures + 1 };
            return _state.Failures;
        }
    }
}
