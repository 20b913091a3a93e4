using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>The history of access rights. Rows are written in the transaction of the change, and to the log.</summary>
public sealed partial class AccessHistory(Database database, ILogger<AccessHistory> log)
{
    /// <summary>The latest changes, newest first.</summary>
    public async Task<IReadOnlyList<AccessChange>> LatestAsync(int limit, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<AccessChange>(
            "select at, who, who_id, action, subject, subject_id, details from access_change order by id desc limit @limit",
            new { limit })];
    }

    /// <param name="subject">What is changed: a sign-in name, or the name of a key.</param>
    /// <param name="subjectId">Its id, in the form of <see cref="Actor.Id"/>.</param>
    internal Task AddAsync(
        DbConnection connection, DbTransaction transaction, DateTimeOffset at, Actor by, string action, string subject, string subjectId,
        string details = "")
    {
        LogChange(by.Id, by.Name, action, subject, subjectId, details);
        return connection.ExecuteAsync(
            """
            insert into access_change (id, at, who, who_id, action, subject, subject_id, details)
            select coalesce(max(id), 0) + 1, @at, @Name, @Id, @action, @subject, @subjectId, @details from access_change
            """, new { at, by.Name, by.Id, action, subject, subjectId, details }, transaction);
    }

    /// <summary>An id that sorts by creation time.</summary>
    internal static string NewId(DateTimeOffset at) => Guid.CreateVersion7(at).ToString("N");

    [LoggerMessage(LogLevel.Information, "Access: {WhoId} ({Who}): {Action} {Subject} ({SubjectId}) {Details}")]
    private partial void LogChange(string whoId, string who, string action, string subject, string subjectId, string details);
}
