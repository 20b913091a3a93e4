using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>The history of access rights. Rows are written in the transaction of the change.</summary>
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
        DbConnection connection, DbTransaction transaction, DateTimeOffset at, string who, string action, string subject,
        string details = "") =>
        connection.ExecuteAsync(
            """
            insert into access_change (id, at, who, action, subject, details)
            select coalesce(max(id), 0) + 1, @at, @who, @action, @subject, @details from access_change
            """, new { at, who, action, subject, details }, transaction);

    /// <summary>An id that sorts by creation time.</summary>
    internal static string NewId(DateTimeOffset at) => Guid.CreateVersion7(at).ToString("N");
}
