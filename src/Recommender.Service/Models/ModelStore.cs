using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Models;

/// <summary>The life of every model: candidate, then live or failed, then retired. Only this record says which model serves.</summary>
public sealed class ModelStore(Database database)
{
    public Task AddCandidateAsync(string site, string version, DateTimeOffset created, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            """
            insert into model (site, version, status, created) values (@site, @version, @status, @created)
            on conflict (site, version) do nothing
            """,
            new { site, version, status = EnumWords.Of(ModelStatus.Candidate), created }, transaction), cancel);

    /// <summary>Makes a model live and retires the one that was, in one transaction, with a line in the history.</summary>
    /// <param name="site">The site.</param>
    /// <param name="version">A model whose folder is whole.</param>
    /// <param name="change">Who does it, and as what.</param>
    /// <param name="allowed">Asked within the transaction; where it says no, nothing is changed. Null: always.</param>
    /// <param name="cancel">Stops the work; nothing is changed then.</param>
    /// <returns>False where it was not allowed, or there is no such model.</returns>
    public Task<bool> MakeLiveAsync(
        string site, string version, ModelChange change, Func<DbConnection, DbTransaction, Task<bool>>? allowed = null, CancellationToken cancel = default) =>
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

    /// <summary>Keeps what is known of a candidate: its manifest, and what the gate found.</summary>
    public Task DescribeAsync(string site, string version, string manifest, string? verdict, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => SetAsync(
            connection, transaction, "manifest = @manifest, verdict = @verdict", "version = @version", new { site, version, manifest, verdict }), cancel);

    /// <summary>A candidate that the gate refused stays one, with the reasons.</summary>
    public Task RefuseAsync(string site, string version, string reason, ModelChange change, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var refused = await SetAsync(connection, transaction, "reason = @reason", "version = @version and reason is null", new { site, version, reason });
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

    /// <summary>Candidates without a verdict are left over where a training was killed. Call only as the run that holds the site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="making">The version that the run is making, which is none.</param>
    /// <param name="cancel">Stops the work.</param>
    public Task<int> FailLeftoversAsync(string site, string making, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => SetAsync(
            connection, transaction, $"{Is(ModelStatus.Failed)}, reason = 'interrupted'",
            $"{Is(ModelStatus.Candidate)} and reason is null and version <> @making", new { site, making }), cancel);

    /// <summary>Takes a model that is not live off the list.</summary>
    /// <returns>False where there is none that may be deleted.</returns>
    public Task<bool> DeleteAsync(string site, string version, ModelChange change, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var deleted = await connection.ExecuteAsync(
                $"delete from model where site = @site and version = @version and not {Is(ModelStatus.Live)}", new { site, version }, transaction);
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
            "select version, status, reason, created, went_live, retired_at from model where site = @site order by version desc", new { site });
        return [.. rows.Select(row => row.ToRecord())];
    }

    /// <summary>The live model, then those that serve in its place where it cannot be read, the one that served last first.</summary>
    public async Task<IReadOnlyList<ModelRecord>> ServingAsync(string site, CancellationToken cancel = default) =>
    [
        .. (await ListAsync(site, cancel)).Where(model => model.Status is ModelStatus.Live or ModelStatus.Retired)
            .OrderBy(model => model.Status == ModelStatus.Retired).ThenByDescending(model => model.RetiredAt),
    ];

    public async Task<ModelRecord?> FindAsync(string site, string version, CancellationToken cancel = default) =>
        (await ListAsync(site, cancel)).FirstOrDefault(model => model.Version == version);

    /// <summary>What the gate found of a model, as JSON; null where it never came to that.</summary>
    public async Task<string?> VerdictAsync(string site, string version, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<string?>("select verdict from model where site = @site and version = @version", new { site, version });
    }

    /// <summary>Who put which model where, newest first.</summary>
    public async Task<IReadOnlyList<ModelChange>> HistoryAsync(string site, int limit, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<ChangeRow>(
            "select at, who, action, version, was, details from model_change where site = @site order by id desc limit @limit",
            new { site, limit });
        return [.. rows.Select(row => row.ToChange())];
    }

    public async Task<string?> LiveVersionAsync(string site, CancellationToken cancel = default) =>
        (await ListAsync(site, cancel)).FirstOrDefault(model => model.Status == ModelStatus.Live)?.Version;

    /// <summary>The version that served at a moment; null where none did.</summary>
    public async Task<string?> LiveVersionAtAsync(string site, DateTimeOffset at, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<string?>(
            "select version from model where site = @site and went_live <= @at and (retired_at is null or retired_at > @at) order by went_live desc, version desc limit 1",
            new { site, at });
    }

    private static Task AddChangeAsync(DbConnection connection, DbTransaction transaction, string site, ModelChange change) => connection.ExecuteAsync(
        """
        insert into model_change (site, id, at, who, action, version, was, details)
        select @site, coalesce(max(id), 0) + 1, @At, @Who, @Action, @Version, @Was, @Details from model_change where site = @site
        """,
        new { site, change.At, change.Who, Action = EnumWords.Of(change.Action), change.Version, change.Was, change.Details }, transaction);

    // In the statement, not a parameter: the index of live models is found only so.
    private static string Is(ModelStatus status) => $"status = '{EnumWords.Of(status)}'";

    private static Task<int> SetAsync(DbConnection connection, DbTransaction transaction, string what, string where, object values) =>
        connection.ExecuteAsync($"update model set {what} where site = @site and {where}", values, transaction);

    private sealed class ModelRow
    {
        public required string Version { get; init; }
        public required string Status { get; init; }
        public string? Reason { get; init; }
        public DateTimeOffset Created { get; init; }
        public DateTimeOffset? WentLive { get; init; }
        public DateTimeOffset? RetiredAt { get; init; }

        public ModelRecord ToRecord() => new(Version, EnumWords.Read<ModelStatus>(Status), Reason)
        {
            Created = Created, WentLive = WentLive, RetiredAt = RetiredAt,
        };
    }

    private sealed class ChangeRow
    {
        public DateTimeOffset At { get; init; }
        public required string Who { get; init; }
        public required string Action { get; init; }
        public required string Version { get; init; }
        public string? Was { get; init; }
        public required string Details { get; init; }

        public ModelChange ToChange() => new()
        {
            At = At, Who = Who, Action = EnumWords.Read<ModelAction>(Action), Version = Version, Was = Was, Details = Details,
        };
    }
}
