using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>Who let whom in, and out. Rows are added in the transaction that does it.</summary>
public sealed class AccessHistory(Database database)
{
    /// <summary>The latest changes, newest first.</summary>
    public async Task<IReadOnlyList<AccessChange>> LatestAsync(int limit, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<AccessChange>(
            "select at, who, action, subject, details from access_change order by id desc limit @limit", new { limit })];
    }

    internal static Task AddAsync(
        DbConnection connection, DbTransaction transaction, DateTimeOffset at, string who, string action, string subject, string details = "") =>
        connection.ExecuteAsync(
            """
            insert into access_change (id, at, who, action, subject, details)
            select coalesce(max(id), 0) + 1, @at, @who, @action, @subject, @details from access_change
            """, new { at, who, action, subject, details }, transaction);

    /// <summary>An id that sorts by the time of its making.</summary>
    internal static string NewId(DateTimeOffset at) => Guid.CreateVersion7(at).ToString("N");
}
