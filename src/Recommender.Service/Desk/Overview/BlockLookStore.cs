using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Desk.Overview;

/// <summary>Records when an article's block was last viewed at the desk, but not by whom.</summary>
public sealed class BlockLookStore(Database database, TimeProvider clock)
{
    /// <summary>Records a view, unless the store cannot be written: a full disk must not keep anybody from looking.</summary>
    public Task AddAsync(string site, string page, CancellationToken cancel = default) => database.TryWriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "insert into block_look (site, page, at) values (@site, @page, @now) on conflict (site, page) do update set at = excluded.at",
            new { site, page, now = clock.GetUtcNow() }, transaction), cancel);

    /// <summary>Those of the given pages that were viewed since an instant.</summary>
    public async Task<IReadOnlySet<string>> SinceAsync(
        string site, IEnumerable<string> pages, DateTimeOffset since, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return (await connection.QueryAsync<string>(
            "select page from block_look where site = @site and at >= @since and page in @pages", new { site, since, pages }))
                .ToHashSet(StringComparer.Ordinal);
    }
}
