using System.Collections.Concurrent;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Desk.Overview;

/// <summary>
/// The overview of each site: made anew when the site changed or some minutes have gone, once for all who look. Who looks while that goes on
/// gets the one before, which says how old it is.
/// </summary>
internal sealed class Overviews(SiteBlockOptions settings, TimeProvider clock)
{
    private static readonly TimeSpan Keeps = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    // Only sites that there are have an entry.
    private readonly ConcurrentDictionary<string, Entry> _bySite = new(StringComparer.Ordinal);

    public async Task<SiteOverview> OfAsync(SiteSnapshot snapshot)
    {
        var entry = _bySite.GetOrAdd(snapshot.Site, _ => new Entry());
        var (running, last) = entry.Get(snapshot, settings.Of(snapshot.Site), clock.GetUtcNow());
        if (last is null)
        {
            return await running;
        }

        await Task.WhenAny(running, Task.Delay(Patience, CancellationToken.None));
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

                // One at a time: what changes while one is made is seen by the next.
                if (_running is null || (_running.IsCompleted && (_running.IsFaulted || _of != snapshot || now - _at > Keeps)))
                {
                    (_of, _at) = (snapshot, now);
                    _running = Task.Run(() => SiteOverview.Of(snapshot, options, now));
                }

                return (_running, _last);
            }
        }
    }
}
