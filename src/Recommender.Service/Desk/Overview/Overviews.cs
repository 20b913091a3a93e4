using System.Collections.Concurrent;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Desk.Overview;

/// <summary>
/// Caches the overview of each site. It is rebuilt after a change of the site or some minutes, once for all viewers; meanwhile viewers get
/// the previous one, which states its age.
/// </summary>
internal sealed class Overviews(SiteBlockOptions settings, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(300);

    // Only existing sites have an entry.
    private readonly ConcurrentDictionary<string, Entry> _bySite = new(StringComparer.Ordinal);

    public async Task<SiteOverview> OfAsync(SiteSnapshot snapshot)
    {
        var entry = _bySite.GetOrAdd(snapshot.Site, _ => new Entry());
        var (running, last) = entry.Get(snapshot, settings.Of(snapshot.Site), clock.GetUtcNow());
        if (last is null)
        {
            return await running;
        }

        await Task.WhenAny(running, Task.Delay(LongestWait, CancellationToken.None));
        return running.IsCompletedSuccessfully ? await running : last;
    }

    private sealed class Entry
    {
        private readonly Lock _lock = new();
        private SiteSnapshot? _of;
        private DateTimeOffset _at;
        private Task<SiteOverview>? _running;
        private SiteOverview? _last;

        public (Task<SiteOverview> Running, SiteOverview? Last) Get(SiteSnapshot snapshot, BlockOptions options, DateTimeOffset now)
        {
            lock (_lock)
            {
                if (_running is { IsCompletedSuccessfully: true })
                {
                    _last = _running.Result;
                }

                // One at a time: changes made during a rebuild appear in the next one.
                if (_running is null || (_running.IsCompleted && (_running.IsFaulted || _of != snapshot || now - _at > MaxAge)))
                {
                    (_of, _at) = (snapshot, now);
                    _running = Task.Run(() => SiteOverview.Of(snapshot, options, now));
                }

                return (_running, _last);
            }
        }
    }
}
