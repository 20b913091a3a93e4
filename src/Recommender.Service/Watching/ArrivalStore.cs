using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Watching;

/// <summary>When a site's articles came.</summary>
public sealed class ArrivalStore(Database database)
{
    /// <summary>Reads all rows of the site: to be asked only where something was written since.</summary>
    /// <returns>When an article came for the first time, or was pushed, last; and whether any was ever pushed.</returns>
    public async Task<(DateTimeOffset? Last, bool IsPushed)> LastAsync(string site, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var (imported, pushed) = await connection.QuerySingleAsync<(string?, string?)>(
            "select max(imported), max(pushed) from article where site = @site", new { site });
        // Instants sort as text.
        var last = string.CompareOrdinal(imported, pushed) > 0 ? imported : pushed;
        return (last is null ? null : StoredTypes.ToInstant(last), pushed is not null);
    }

    /// <summary>Takes the write lock and gives it back.</summary>
    /// <exception cref="System.Data.Common.DbException">The database cannot be written now.</exception>
    public Task TryWritingAsync(CancellationToken cancel = default) => database.WriteAsync((_, _) => Task.FromResult(0), cancel);
}
