using Microsoft.Extensions.Options;

namespace Recommender.Service.Related.Serving;

/// <summary>
/// The answers that were given lately. They belong to one snapshot of their site: what changes the site makes a new snapshot, and none of the
/// old answers is found any more. They end with the moment up to which <see cref="BlockValidity"/> says that they hold.
/// </summary>
public sealed class BlockAnswers
{
    // A longer query is read anew each time: that costs microseconds, and keeping it would cost memory.
    private const int LongestQuery = 1024;
    private const long Megabyte = 1_000_000;

    private readonly TimeProvider _clock;

    // The many spellings of one request, and what they ask for.
    private readonly BoundedCache<(long Snapshot, string Kind, string Query), string> _spellings;
    private readonly BoundedCache<(long Snapshot, string Request), Held> _answers;

    public BlockAnswers(IOptions<ServingOptions> options, TimeProvider clock)
    {
        var bytes = options.Value.CacheMegabytes * Megabyte;
        _clock = clock;
        _spellings = new(bytes / 4, static (key, request) => 250 + (2 * (key.Query.Length + request.Length)));
        _answers = new(bytes * 3 / 4, static (key, held) => 250 + (2 * key.Request.Length) + held.Answer.Cost);
    }

    /// <summary>Upper bound of what is held, in bytes.</summary>
    internal long Bytes => _spellings.Cost + _answers.Cost;

    internal int Count => _answers.Count;

    /// <summary>The answer to a query string as it came, where one is held; null: read the query and ask for it by <see cref="Of"/>.</summary>
    /// <param name="snapshot">The site as it is now.</param>
    /// <param name="kind">What form of a block is asked for.</param>
    /// <param name="query">The query string with its question mark.</param>
    internal Answer? Find(SiteSnapshot snapshot, string kind, string query) =>
        query.Length <= LongestQuery && _spellings.Find((snapshot.Generation, kind, query)) is { } request ? Find(snapshot, request) : null;

    /// <summary>The answer that is held, or else is made now.</summary>
    /// <param name="snapshot">The site as it is now.</param>
    /// <param name="kind">As <see cref="Find(SiteSnapshot, string, string)"/>.</param>
    /// <param name="query">As it came; null where the request came otherwise.</param>
    /// <param name="request">What was read from it.</param>
    /// <param name="shape">What else the bytes depend on; empty for nothing.</param>
    /// <param name="options">The site's settings.</param>
    /// <param name="make">Makes it, as of the moment that it is given.</param>
    internal async ValueTask<Answer> Of(
        SiteSnapshot snapshot, string kind, string? query, BlockRequest request, string shape, BlockOptions options,
        Func<DateTimeOffset, ValueTask<Answer>> make)
    {
        var key = $"{kind} {RequestKey.Of(request)} {shape}";
        if (query?.Length <= LongestQuery)
        {
            _spellings.Put((snapshot.Generation, kind, query), key);
        }

        if (Find(snapshot, key) is { } held)
        {
            return held;
        }

        var now = _clock.GetUtcNow();
        var answer = await make(now);
        _answers.Put((snapshot.Generation, key), new Held(answer, now.UtcDateTime, BlockValidity.Until(snapshot, options, now.UtcDateTime)));
        return answer;
    }

    private Answer? Find(SiteSnapshot snapshot, string request)
    {
        if (_answers.Find((snapshot.Generation, request)) is not { } held)
        {
            return null;
        }

        var now = _clock.GetUtcNow().UtcDateTime;
        return held.Since <= now && now < held.Until ? held.Answer : null;
    }

    private sealed record Held(Answer Answer, DateTime Since, DateTime Until);
}
