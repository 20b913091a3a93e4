using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;
using Recommender.Service.Importing;
using Recommender.Service.Training;

namespace Recommender.Service.Watching;

/// <summary>Checks the sites one by one, without recounting what has not changed since the last check.</summary>
public sealed class SiteChecks(
    RunStore runs, ArrivalStore arrivals, SiteSettings<SourceOptions> sources, SiteSettings<WatchOptions> settings, TimeProvider clock)
{
    // The newest run may be open; the one before it has ended.
    private const int Runs = 2;

    private readonly Dictionary<string, Remembered> _remembered = new(StringComparer.Ordinal);

    /// <summary>Not thread-safe.</summary>
    /// <exception cref="System.Data.Common.DbException">The store cannot be read.</exception>
    public async Task<SiteState> AtAsync(SiteSnapshot snapshot, CancellationToken cancel = default)
    {
        var site = snapshot.Site;
        var now = clock.GetUtcNow();
        if (!_remembered.TryGetValue(site, out var known))
        {
            _remembered[site] = known = new Remembered();
        }

        if (known.Generation != snapshot.Generation)
        {
            known.Arrivals = known.Revision == snapshot.Revision ? known.Arrivals : await arrivals.LastAsync(site, now, cancel);
            (known.NewestListed, known.Usual) = (NewestListed(snapshot), FeedRhythm.UsualInterval(snapshot.Articles, now.UtcDateTime));
            (known.Generation, known.Revision) = (snapshot.Generation, snapshot.Revision);
        }

        var last = await runs.ListAsync(site, Runs, cancel);
        return new SiteState
        {
            LastRun = last.FirstOrDefault(run => !run.IsOpen), OpenRun = last.FirstOrDefault(run => run.IsOpen),
            LastArrival = known.Arrivals.Last, IsFed = known.Arrivals.IsPushed || sources.Of(site).Sources.Count > 0,
            UsualInterval = known.Usual, NewestListed = known.NewestListed,
            Unrefreshed = known.Waiting(snapshot, clock, settings.Of(site).MaxWaitForList),
        };
    }

    private static DateTimeOffset? NewestListed(SiteSnapshot snapshot)
    {
        if (snapshot.Model is not { Lists: var lists })
        {
            return null;
        }

        var isListed = new bool[lists.Ids.Count];
        for (var document = 0; document < isListed.Length; document++)
        {
            foreach (var entry in lists[document])
            {
                isListed[entry.Index] = true;
            }
        }

        DateTime newest = default;
        for (var document = 0; document < isListed.Length; document++)
        {
            if (isListed[document] && snapshot.CardOfDocument[document] is >= 0 and var card
                && snapshot.Articles[card] is { Withdrawn: false } article
                && article.Published > newest)
            {
                newest = article.Published;
            }
        }

        return newest == default ? null : new DateTimeOffset(newest, TimeSpan.Zero);
    }

    private sealed class Remembered
    {
        private Dictionary<int, long> _since = [];

        public long Generation { get; set; } = -1;

        public long Revision { get; set; } = -1;

        public (DateTimeOffset? Last, bool IsPushed) Arrivals { get; set; }

        public TimeSpan? Usual { get; set; }

        public DateTimeOffset? NewestListed { get; set; }

        // Number of cards that have waited for their list for longer than the limit.
        public int Waiting(SiteSnapshot snapshot, TimeProvider clock, TimeSpan bound)
        {
            var now = clock.GetTimestamp();
            _since = snapshot.Unranked.ToDictionary(card => card, card => _since.TryGetValue(card, out var since) ? since : now);
            return _since.Values.Count(since => clock.GetElapsedTime(since, now) > bound);
        }
    }
}
