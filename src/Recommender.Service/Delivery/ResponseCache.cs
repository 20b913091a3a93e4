using Microsoft.Extensions.Options;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Changes;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery.Edge;
using Recommender.Service.Delivery.Load;
using Recommender.Service.Delivery.Served;

namespace Recommender.Service.Delivery;

/// <summary>
/// The response cache. An entry expires when something it depends on changes (<see cref="BlockVersions"/>) and when <see
/// cref="BlockValidity"/> says so. Within the memory bound, expired entries are kept to be served if no current block can be built.
/// </summary>
public sealed partial class ResponseCache
{
    // Longer query strings are parsed each time: that costs microseconds, while caching them would cost memory.
    private const int LongestQuery = 1024;
    private const long Megabyte = 1_000_000;

    private readonly EdgeCaching _edge;
    private readonly ServedBlocks _served;
    private readonly TimeProvider _clock;
    private readonly ResponseCounts _counts;
    private readonly ILogger<ResponseCache> _log;
    private readonly LateBuilds<(SiteSnapshot Snapshot, string Request), CachedResponse> _late;
    private long _made;

    // The spellings of requests, each with the block it requests. A site is identified by its lineage.
    private readonly BoundedCache<(long Lineage, string Kind, string Query), Spelling> _spellings;
    private readonly BoundedCache<(long Lineage, string Request), Entry> _answers;

    public ResponseCache(
        IOptions<ServingOptions> options, EdgeCaching edge, ServedBlocks served, TimeProvider clock, ResponseCounts counts,
        ILogger<ResponseCache> log)
    {
        var bytes = options.Value.CacheMegabytes * Megabyte;
        (_edge, _served, _clock, _counts, _log) = (edge, served, clock, counts, log);
        _late = new LateBuilds<(SiteSnapshot, string), CachedResponse>(options.Value.LateAfter, clock);
        _spellings = new(bytes / 4, static (key, spelling) => 306 + (2 * (key.Query.Length + spelling.Request.Length)));
        _answers = new(bytes * 3 / 4, static (key, entry) =>
            350 + (2 * key.Request.Length) + (4 * (entry.Shown.Length + entry.Sources.Excluded.Length)) + entry.CachedResponse.Cost);
    }

    /// <summary>Upper bound of the cached bytes.</summary>
    internal long Bytes => _spellings.Cost + _answers.Cost;

    internal int Count => _answers.Count;

    /// <summary>Number of blocks built.</summary>
    internal long Made => Volatile.Read(ref _made);

    /// <summary>The cached answer to a raw query string; if null, parse the query and call <see cref="Of"/>.</summary>
    /// <param name="snapshot">The site's current snapshot.</param>
    /// <param name="kind">The requested form of the block.</param>
    /// <param name="query">The query string including its question mark.</param>
    internal CachedResponse? Find(SiteSnapshot snapshot, string kind, string query) =>
        Spelled(snapshot, kind, query) is { } spelling
        && spelling.Generation >= snapshot.Versions.Addresses && spelling.HoldsAt(_clock.GetUtcNow().UtcDateTime)
            ? Find(snapshot, spelling.Request) : null;

    /// <summary>
    /// An outdated answer, marked as stale; null if none is cached or if it shows an article that readers may no longer see.
    /// </summary>
    /// <param name="snapshot">As for <see cref="Find(SiteSnapshot, string, string)"/>, like the other parameters.</param>
    internal CachedResponse? FindStale(SiteSnapshot snapshot, string kind, string query) =>
        Spelled(snapshot, kind, query) is { } spelling ? FindStale(snapshot, spelling.Request) : null;

    /// <summary>
    /// The cached answer, or a newly built one; if building fails or takes longer than <see cref="ServingOptions.LateAfter"/>, an outdated
    /// answer marked as stale.
    /// </summary>
    /// <param name="kind">As for <see cref="Find(SiteSnapshot, string, string)"/>.</param>
    /// <param name="query">The raw query string; null if the request has none.</param>
    /// <param name="shape">Further inputs of the bytes; empty if there are none.</param>
    /// <param name="now">The time at which the request was parsed and the answer is built.</param>
    /// <param name="make">Builds the answer and the block in it.</param>
    internal async ValueTask<CachedResponse> Of(
        SiteSnapshot snapshot, string kind, string? query, BlockRequest request, string shape, BlockOptions options,
        DateTimeOffset now, Func<ValueTask<(CachedResponse CachedResponse, Block Block)>> make)
    {
        var key = $"{kind} {RequestKey.Of(request)} {shape}";
        if (query?.Length <= LongestQuery)
        {
            _spellings.Put(
                (snapshot.Lineage, kind, query), new Spelling(key, snapshot.Generation, now.UtcDateTime, NextPublication(snapshot, now)));
        }

        if (Find(snapshot, key) is { } found)
        {
            _counts.CountCached(snapshot.Site, found, StatusCodes.Status200OK);
            return found;
        }

        if (FindStale(snapshot, key) is not { } older)
        {
            return Counted(snapshot, await BuildAsync());
        }

        // The snapshot belongs to the key: a build that began before a change must not answer a request that came after it.
        if (await _late.TryAsync((snapshot, key), BuildAsync, e => LogStale(snapshot.Site, e)) is { } built)
        {
            return Counted(snapshot, built);
        }

        _counts.Count(snapshot.Site, ResponseKind.Stale);
        return older;

        async Task<CachedResponse> BuildAsync()
        {
            var (bare, block) = await make();
            Interlocked.Increment(ref _made);
            _served.Note(snapshot, request, block);
            var sources = BlockSources.Of(request, block);
            var change = BlockValidity.NextChange(snapshot, options, now.UtcDateTime);
            var until = BlockValidity.Until(change, now.UtcDateTime);
            var answer = _edge.Of(bare, snapshot, sources, block, now.UtcDateTime, until, change);
            if (block.Items.Count > 0 && block.Items.All(item => item.Source == BlockSource.Fallback))
            {
                answer = answer.AsFallback();
            }

            _answers.Put((snapshot.Lineage, key), new Entry(
                answer, snapshot.Generation, sources, [.. block.Items.Select(item => item.Index)], now.UtcDateTime, until));
            return answer;
        }
    }

    private CachedResponse Counted(SiteSnapshot snapshot, CachedResponse built)
    {
        _counts.Count(snapshot.Site, built.IsFallback ? ResponseKind.Fallback : ResponseKind.Built);
        return built;
    }

    private Spelling? Spelled(SiteSnapshot snapshot, string kind, string query) =>
        query.Length <= LongestQuery ? _spellings.Find((snapshot.Lineage, kind, query)) : null;

    private CachedResponse? Find(SiteSnapshot snapshot, string request)
    {
        if (_answers.Find((snapshot.Lineage, request)) is not { } entry || entry.Generation < snapshot.Versions.Of(entry.Sources))
        {
            return null;
        }

        var now = _clock.GetUtcNow().UtcDateTime;
        return entry.Since <= now && now < entry.Until ? entry.CachedResponse : null;
    }

    private CachedResponse? FindStale(SiteSnapshot snapshot, string request)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return _answers.Find((snapshot.Lineage, request)) is { } entry
            && entry.Shown.Append(entry.Sources.Page).All(card => card < 0 || snapshot.Articles[card].IsVisibleAt(now))
            ? entry.CachedResponse.AsStale()
            : null;
    }

    [LoggerMessage(LogLevel.Warning, "{Site}: a block could not be built; an older one is served")]
    private partial void LogStale(string site, Exception reason);

    // A future-dated article is unknown until its publication, which changes the meaning of a query that names it.
    private static DateTime NextPublication(SiteSnapshot snapshot, DateTimeOffset now) =>
        BlockValidity.NextPublication(snapshot.Articles, now.UtcDateTime) ?? DateTime.MaxValue;

    private sealed record Spelling(string Request, long Generation, DateTime Since, DateTime Until)
    {
        public bool HoldsAt(DateTime now) => Since <= now && now < Until;
    }

    private sealed record Entry(
        CachedResponse CachedResponse, long Generation, BlockSources Sources, int[] Shown, DateTime Since, DateTime Until);
}
