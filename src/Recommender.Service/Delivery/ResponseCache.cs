using Microsoft.Extensions.Options;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Changes;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery.Edge;

namespace Recommender.Service.Delivery;

/// <summary>
/// The answers that were given lately. One ends when what it stands on changes (<see cref="BlockVersions"/>), and with the moment up to which
/// <see cref="BlockValidity"/> says that it holds. It is kept beyond that, within the bound, for readers who could have no other.
/// </summary>
public sealed partial class ResponseCache
{
    // A longer query is read anew each time: that costs microseconds, and keeping it would cost memory.
    private const int LongestQuery = 1024;
    private const long Megabyte = 1_000_000;

    private readonly EdgeCaching _edge;
    private readonly TimeProvider _clock;
    private readonly ResponseCounts _counts;
    private readonly ILogger<ResponseCache> _log;
    private long _made;

    // The many spellings of one request, and what they ask for. A site is known by its lineage.
    private readonly BoundedCache<(long Lineage, string Kind, string Query), Spelling> _spellings;
    private readonly BoundedCache<(long Lineage, string Request), Held> _answers;

    public ResponseCache(IOptions<ServingOptions> options, EdgeCaching edge, TimeProvider clock, ResponseCounts counts, ILogger<ResponseCache> log)
    {
        var bytes = options.Value.CacheMegabytes * Megabyte;
        (_edge, _clock, _counts, _log) = (edge, clock, counts, log);
        _spellings = new(bytes / 4, static (key, spelling) => 306 + (2 * (key.Query.Length + spelling.Request.Length)));
        _answers = new(bytes * 3 / 4, static (key, held) => 350 + (2 * key.Request.Length) + (4 * (held.Shown.Length + held.Sources.Excluded.Length)) + held.CachedResponse.Cost);
    }

    /// <summary>Upper bound of what is held, in bytes.</summary>
    internal long Bytes => _spellings.Cost + _answers.Cost;

    internal int Count => _answers.Count;

    /// <summary>How many answers were made.</summary>
    internal long Made => Volatile.Read(ref _made);

    /// <summary>The answer to a query string as it came, where one is held; null: read the query and ask for it by <see cref="Of"/>.</summary>
    /// <param name="snapshot">The site as it is now.</param>
    /// <param name="kind">What form of a block is asked for.</param>
    /// <param name="query">The query string with its question mark.</param>
    internal CachedResponse? Find(SiteSnapshot snapshot, string kind, string query) =>
        Spelled(snapshot, kind, query) is { } spelling
        && spelling.Generation >= snapshot.Versions.Addresses && spelling.HoldsAt(_clock.GetUtcNow().UtcDateTime)
            ? Find(snapshot, spelling.Request) : null;

    /// <summary>An answer that was right once, marked as such; null where none is held, or it shows what readers may not see now.</summary>
    /// <param name="snapshot">As with <see cref="Find(SiteSnapshot, string, string)"/>, and the others too.</param>
    internal CachedResponse? FindStale(SiteSnapshot snapshot, string kind, string query) =>
        Spelled(snapshot, kind, query) is { } spelling ? FindStale(snapshot, spelling.Request) : null;

    /// <summary>The answer that is held, or else is made now; where it cannot be made, one that was right once, marked as such.</summary>
    /// <param name="snapshot">The site as it is now.</param>
    /// <param name="kind">As <see cref="Find(SiteSnapshot, string, string)"/>.</param>
    /// <param name="query">As it came; null where the request came otherwise.</param>
    /// <param name="request">What was read from it.</param>
    /// <param name="shape">What else the bytes depend on; empty for nothing.</param>
    /// <param name="options">The site's settings.</param>
    /// <param name="now">The moment as of which the request was read and the answer is made.</param>
    /// <param name="make">Makes it, with the block that it shows.</param>
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
            _counts.CountHeld(snapshot.Site, found, StatusCodes.Status200OK);
            return found;
        }

        try
        {
            var (bare, block) = await make();
            Interlocked.Increment(ref _made);
            var sources = BlockSources.Of(request, block);
            var change = BlockValidity.NextChange(snapshot, options, now.UtcDateTime);
            var until = BlockValidity.Until(change, now.UtcDateTime);
            var answer = _edge.Of(bare, snapshot, sources, block, now.UtcDateTime, until, change);
            if (block.Items.Count > 0 && block.Items.All(item => item.Source == BlockSource.Fallback))
            {
                answer = answer.AsFallback();
            }

            _counts.Count(snapshot.Site, answer.IsFallback ? ResponseKind.Fallback : ResponseKind.Built);
            _answers.Put((snapshot.Lineage, key), new Held(
                answer, snapshot.Generation, sources, [.. block.Items.Select(item => item.Index)], now.UtcDateTime, until));
            return answer;
        }
        catch (Exception e) when (e is not OperationCanceledException && FindStale(snapshot, key) is { } stale)
        {
            LogStale(snapshot.Site, e);
            _counts.Count(snapshot.Site, ResponseKind.Stale);
            return stale;
        }
    }

    private Spelling? Spelled(SiteSnapshot snapshot, string kind, string query) =>
        query.Length <= LongestQuery ? _spellings.Find((snapshot.Lineage, kind, query)) : null;

    private CachedResponse? Find(SiteSnapshot snapshot, string request)
    {
        if (_answers.Find((snapshot.Lineage, request)) is not { } held || held.Generation < snapshot.Versions.Of(held.Sources))
        {
            return null;
        }

        var now = _clock.GetUtcNow().UtcDateTime;
        return held.Since <= now && now < held.Until ? held.CachedResponse : null;
    }

    private CachedResponse? FindStale(SiteSnapshot snapshot, string request)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return _answers.Find((snapshot.Lineage, request)) is { } held && held.Shown.Append(held.Sources.Page).All(card => card < 0 || snapshot.Articles[card].StandsAt(now))
            ? held.CachedResponse.AsStale()
            : null;
    }

    [LoggerMessage(LogLevel.Warning, "{Site}: a block cannot be made, an older one is served")]
    private partial void LogStale(string site, Exception reason);

    // What is dated in the future is unknown until then: from its publication on, the same words mean something else.
    private static DateTime NextPublication(SiteSnapshot snapshot, DateTimeOffset now) =>
        BlockValidity.NextPublication(snapshot.Articles, now.UtcDateTime) ?? DateTime.MaxValue;

    private sealed record Spelling(string Request, long Generation, DateTime Since, DateTime Until)
    {
        public bool HoldsAt(DateTime now) => Since <= now && now < Until;
    }

    private sealed record Held(CachedResponse CachedResponse, long Generation, BlockSources Sources, int[] Shown, DateTime Since, DateTime Until);
}
