using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Models;

/// <summary>
/// Records the status of every model: candidate, then live or failed, then retired. This record alone decides which model is live.
/// </summary>
public sealed class ModelStore(Database database)
{
    public Task AddCandidateAsync(string site, string version, DateTimeOffset created, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            """
            insert into model (site, version, status, created) values (@site, @version, @status, @created)
            on conflict (site, version) do nothing
            """,
            new { site, version, status = EnumWords.Of(ModelStatus.Candidate), created }, transaction), cancel);

    /// <summary>Makes a model live and retires the previous one, in one transaction, with an entry in the history.</summary>
    /// <param name="version">A model whose folder is complete.</param>
    /// <param name="change">Who makes the change, and the kind of change.</param>
    /// <param name="allowed">Called within the transaction; if it returns false, nothing changes. Null: always allowed.</param>
    /// <param name="cancel">Cancels the operation without any change.</param>
    /// <returns>False if it was not allowed or the model does not exist.</returns>
    public Task<bool> MakeLiveAsync(
        string site, string version, ModelChange change, Func<DbConnection, DbTransaction, Task<bool>>? allowed = null,
        CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            if (allowed is not null && !await allowed(connection, transaction))
            {
                return false;
            }

            var was = await connection.ExecuteScalarAsync<string?>(
                $"select version from model where site = @site and {Is(ModelStatus.Live)}", new { site }, transaction);
            if (was == version)
            {
                return true;
            }

            var now = change.At;
            await SetAsync(
                connection, transaction, $"{Is(ModelStatus.Retired)}, retired_at = @now", Is(ModelStatus.Live), new { site, now });
            if (await SetAsync(
                connection, transaction, $"{Is(ModelStatus.Live)}, went_live = @now, retired_at = null", "version = @version",
                new { site, version, now }) == 0)
            {
                throw new StorageException($"there is no model {version}");
            }

            await AddChangeAsync(connection, transaction, site, change with { Version = version, Was = was });
            return true;
        }, cancel);

    /// <summary>Stores a candidate's manifest and the gate's verdict.</summary>
    public Task DescribeAsync(string site, string version, string manifest, string? verdict, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => SetAsync(
            connection, transaction, "manifest = @manifest, verdict = @verdict", "version = @version",
            new { site, version, manifest, verdict }), cancel);

    /// <summary>Marks a candidate as refused by the gate, with the reasons. It remains a candidate.</summary>
    public Task RefuseAsync(string site, string version, string reason, ModelChange change, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var refused = await SetAsync(connection, transaction, "reason = @reason", "version = @version and reason is null",
                new { site, version, reason });
            if (refused > 0)
            {
                var was = await connection.ExecuteScalarAsync<string?>(
                    $"select version from model where site = @site and {Is(ModelStatus.Live)}", new { site }, transaction);
                await AddChangeAsync(connection, transaction, site, change with { Version = version, Was = was });
            }

            return refused;
        }, cancel);

    public Task MarkFailedAsync(string site, string version, string reason, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => SetAsync(
            connection, transaction, $"{Is(ModelStatus.Failed)}, reason = @reason", $"version = @version and {Is(ModelStatus.Candidate)}",
            new { site, version, reason }), cancel);

    /// <summary>
    /// Marks candidates without a verdict, left over from killed runs, as failed. Call only from the run that holds the site.
    /// </summary>
    /// <param name="making">The version that the run is making, which is exempt.</param>
    public Task<int> FailLeftoversAsync(string site, string making, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => SetAsync(
            connection, transaction, $"{Is(ModelStatus.Failed)}, reason = 'interrupted'",
            $"{Is(ModelStatus.Candidate)} and reason is null and version <> @making", new { site, making }), cancel);

    /// <summary>Deletes the record of a model that is not live.</summary>
    /// <returns>False if there is no such model or it is live.</returns>
    public Task<bool> DeleteAsync(string site, string version, ModelChange change, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var deleted = await connection.ExecuteAsync(
                $"delete from model where site = @site and version = @version and not {Is(ModelStatus.Live)}",
                new { site, version }, transaction);
            if (deleted > 0)
            {
                await AddChangeAsync(connection, transaction, site, change with { Version = version });
            }

            return deleted > 0;
        }, cancel);

    /// <summary>The site's models, newest first.</summary>
    public async Task<IReadOnlyList<ModelRecord>> ListAsync(string site, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<ModelRow>(
            """
            select version, status, reason, created, went_live, retired_at,
                coalesce((select max(c.id) from model_change c where c.site = m.site and c.was = m.version), 0) as retirement
            from model m where site = @site order by version desc
            """,
            new { site });
        return [.. rows.Select(row => row.ToRecord())];
    }

    /// <summary>The live model, followed by its fallbacks if it cannot be read, most recently live first.</summary>
    public async Task<IReadOnlyList<ModelRecord>> ServingAsync(string site, CancellationToken cancel = default) =>
    [
        .. (await ListAsync(site, cancel)).Where(model => model.Status is ModelStatus.Live or ModelStatus.Retired)
            .OrderBy(model => model.Status == ModelStatus.Retired).ThenByDescending(model => model.Retirement)
            .ThenByDescending(model => model.RetiredAt),
    ];

    public async Task<ModelRecord?> FindAsync(string site, string version, CancellationToken cancel = default) =>
        (await ListAsync(site, cancel)).FirstOrDefault(model => model.Version == version);

    /// <summary>The gate's verdict on a model as JSON; null if the gate did not run.</summary>
    public async Task<string?> VerdictAsync(string site, string version, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<string?>("select verdict from model where site = @site and version = @version",
            new { site, version });
    }

    /// <summary>Changes of the site's models, newest first.</summary>
    public async Task<IReadOnlyList<ModelChange>> HistoryAsync(string site, int limit, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<ChangeRow>(
            "select at, who, who_id, action, version, was, details from model_change where site = @site order by id desc limit @limit",
            new { site, limit });
        return [.. rows.Select(row => row.ToChange())];
    }

    public async Task<string?> LiveVersionAsync(string site, CancellationToken cancel = default) =>
        (await ListAsync(site, cancel)).FirstOrDefault(model => model.Status == ModelStatus.Live)?.Version;

    /// <summary>The version that was live at a given time; null if none was.</summary>
    public async Task<string?> LiveVersionAtAsync(string site, DateTimeOffset at, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<string?>(
            "select version from model where site = @site and went_live <= @at and (retired_at is null or retired_at > @at) order by "
            + "went_live desc, version desc limit 1",
            new { site, at });
    }

    private static Task AddChangeAsync(DbConnection connection, DbTransaction transaction, string site, ModelChange change) =>
        connection.ExecuteAsync(
        """
        insert into model_change (site, id, at, who, who_id, action, version, was, details)
        select @site, coalesce(max(id), 0) + 1, @At, @Who, @WhoId, @Action, @Version, @Was, @Details from model_change where site = @site
        """,
        new { site, change.At, change.Who, change.WhoId, Action = EnumWords.Of(change.Action), change.Version, change.Was, change.Details },
        transaction);

    // In the statement, not a parameter: the index of live models is found only so.
    private static string Is(ModelStatus status) => $"status = '{EnumWords.Of(status)}'";

    private static Task<int> SetAsync(DbConnection connection, DbTransaction transaction, string what, string where, object values) =>
        connection.ExecuteAsync($"update model set {what} where site = @site and {where}", values, transaction);

    private sealed class ModelRow
    {
        public required string Version { get; init; }
        public required string Status { get; init; }
        public string? Reason { get; init; }
        public required string Created { get; init; }
        public string? WentLive { get; init; }
        public string? RetiredAt { get; init; }
        public long Retirement { get; init; }

        public ModelRecord ToRecord()
        {
            try
            {
                return new(Version, EnumWords.Read<ModelStatus>(Status), Reason)
                {
                    Created = StoredTypes.ToInstant(Created), WentLive = Instant(WentLive), RetiredAt = Instant(RetiredAt),
                    Retirement = Retirement,
                };
            }
            catch (Exception e) when (e is FormatException or StorageException)
            {
                throw new StorageException($"the row of model {Version} cannot be read: {e.Message}", e);
            }
        }

        private static DateTimeOffset? Instant(string? text) => text is null ? null : StoredTypes.ToInstant(text);
    }

    private sealed class ChangeRow
    {
        public DateTimeOffset At { get; init; }
        public required string Who { get; init; }
        public string? WhoId { get; init; }
        public required string Action { get; init; }
        public required string Version { get; init; }
        public string? Was { get; init; }
        public required string Details { get; init; }

        public ModelChange ToChange() => new()
        {
            At = At, Who = Who, WhoId = WhoId, Action = EnumWords.Read<ModelAction>(Action), Version = Version,
            Was = Was, Details = Details,
        };
    }
}
