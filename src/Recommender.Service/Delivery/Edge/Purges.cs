using System.Collections.Concurrent;
using System.Threading.Channels;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;

namespace Recommender.Service.Delivery.Edge;

/// <summary>Collects the changes to purge from each site's cache.</summary>
internal sealed class Purges
{
    private readonly SiteSettings<PurgeOptions> _settings;
    private readonly ConcurrentDictionary<string, SitePurges?> _bySite = new(StringComparer.Ordinal);
    private readonly Channel<SitePurges> _new = Channel.CreateUnbounded<SitePurges>();

    /// <summary>Notes every change from now on: make it before the first load.</summary>
    public Purges(SiteSettings<PurgeOptions> settings, SiteSnapshots snapshots)
    {
        _settings = settings;
        snapshots.Changed += (before, now, touched) => Of(now.Site)?.Add(SurrogateKeys.Of(before, now, touched));
    }

    /// <summary>Yields each site with a purge target once it has something to purge.</summary>
    public ChannelReader<SitePurges> Sites => _new.Reader;

    /// <returns>Null if the site has no target, or none of its answers has been served yet.</returns>
    public PurgeState? StateOf(string site) => _bySite.GetValueOrDefault(site)?.State;

    // Never called concurrently: snapshot changes are processed one after the other.
    private SitePurges? Of(string site)
    {
        if (!_bySite.TryGetValue(site, out var purges))
        {
            purges = _settings.Of(site) is { Kind: not PurgeKind.None } options ? new SitePurges(site, options) : null;
            _bySite[site] = purges;
            if (purges is not null)
            {
                _new.Writer.TryWrite(purges);
            }
        }

        return purges;
    }
}
