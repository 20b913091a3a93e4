using System.Collections.Immutable;

namespace Recommender.Service.Related;

/// <summary>The snapshots that are served now. Readers take a reference; writers change one site at a time.</summary>
public sealed class SiteSnapshots
{
    private readonly Lock _writing = new();
    private volatile ImmutableSortedDictionary<string, SiteSnapshot> _current = ImmutableSortedDictionary.Create<string, SiteSnapshot>(StringComparer.Ordinal);
    private volatile bool _loaded;

    /// <summary>True once every site of the store has been read: only then does "unknown site" mean what it says.</summary>
    public bool Loaded => _loaded;

    public IEnumerable<SiteSnapshot> All => _current.Values;

    /// <summary>The site's snapshot, or null for a site that there is not.</summary>
    public SiteSnapshot? Find(string site) => _current.GetValueOrDefault(site);

    /// <summary>Puts <paramref name="change"/>'s snapshot in the place of the current one (null: none yet) unless it gives null.</summary>
    public void Swap(string site, Func<SiteSnapshot?, SiteSnapshot?> change)
    {
        lock (_writing)
        {
            if (change(_current.GetValueOrDefault(site)) is { } next)
            {
                _current = _current.SetItem(site, next.Following(_current.GetValueOrDefault(site)));
            }
        }
    }

    public void MarkLoaded() => _loaded = true;
}
