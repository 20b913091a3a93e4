using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Watching;

/// <summary>When a site's articles arrived.</summary>
public sealed class ArrivalStore(Database database)
{
    /// <summary>Reads all rows of the site, so call it only if something was written since.</summary>
    /// <param name="now">Later dates, of a clock that was wrong, are ignored.</param>
    /// <returns>When an article was last imported for the first time or pushed, and whether any was ever pushed.</returns>
    public async Task<(DateTimeOffset? Last, bool IsPushed)> LastAsync(string site, DateTimeOffset now, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var (imported, pushed, isPushed) = await connection.QuerySingleAsync<(string?, string?, long)>(
            """
            select max(case when imported <= @now then imported end), max(case when pushed <= @now then pushed end), count(pushed)
            from article where site = @site
            """, new { site, now });
        // Instants sort as text.
        var last = string.CompareOrdinal(imported, pushed) > 0 ? imported : pushed;
        return (last is null ? null : StoredTypes.ToInstant(last), isPushed > 0);
    }

    /// <summary>Acquires and releases the write lock.</summary>
    /// <exception cref="System.Data.Common.DbException">The database is currently not writable.</exception>
    public Task TryWritingAsync(CancellationToken cancel = default) => database.WriteAsync((_, _) => Task.FromResult(0), cancel);
}
