using System.Collections.Concurrent;
using System.Collections.Immutable;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;

namespace Recommender.Service.Clicks;

/// <summary>The model versions that counts may name. Pages and exported files may be older than the live model.</summary>
public sealed class KnownModels(ModelStore store)
{
    private readonly ConcurrentDictionary<string, ImmutableHashSet<string>> _bySite = new(StringComparer.Ordinal);

    /// <returns>The version; empty if there is none or the store does not know it.</returns>
    public string Known(SiteSnapshot snapshot, string? version) =>
        version is null ? ""
        : version == snapshot.LiveVersion ? snapshot.LiveVersion
        : _bySite.TryGetValue(snapshot.Site, out var known) && known.TryGetValue(version, out var same) ? same
        : "";

    /// <summary>Reads the site's versions if the live one is new.</summary>
    public async Task RefreshAsync(SiteSnapshot snapshot, CancellationToken cancel)
    {
        if (snapshot.LiveVersion is { } live && !(_bySite.TryGetValue(snapshot.Site, out var known) && known.Contains(live)))
        {
            _bySite[snapshot.Site] = [.. (await store.ListAsync(snapshot.Site, cancel)).Select(model => model.Version), live];
        }
    }
}
