using System.Collections.Concurrent;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Evidence;

namespace Recommender.Service.Clicks;

/// <summary>
/// Each site's most-read articles of the last days: those that many different clients read on one day. Refreshed after some minutes.
/// </summary>
public sealed class MostRead(EvidenceStore store, SiteBlockOptions settings, TimeProvider clock)
{
    public const int Most = 50;

    private static readonly TimeSpan Keeps = TimeSpan.FromMinutes(5);

    // Only existing sites have an entry.
    private readonly ConcurrentDictionary<string, (long At, IReadOnlyList<(string Page, long Reads)> Pages)> _bySite =
        new(StringComparer.Ordinal);

    /// <summary>Article keys with their reads (each client once a day), most-read first; empty if many clients read none.</summary>
    public async Task<IReadOnlyList<(string Page, long Reads)>> OfAsync(SiteSnapshot snapshot, CancellationToken cancel = default)
    {
        if (_bySite.TryGetValue(snapshot.Site, out var known) && clock.GetElapsedTime(known.At) < Keeps)
        {
            return known.Pages;
        }

        var at = clock.GetTimestamp();
        var today = SiteDay.Of(clock.GetUtcNow(), settings.Of(snapshot.Site).TimeZone);
        var pages = await store.MostReadAsync(snapshot.Site, today.AddDays(1 - BlockOptions.MostReadDays), today, Most, cancel);
        _bySite[snapshot.Site] = (at, pages);
        return pages;
    }
}
