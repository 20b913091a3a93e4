using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Models;

/// <summary>The life of every model: candidate, then live or failed, then retired. Only this record says which model serves.</summary>
public sealed class ModelStore(Database database)
{
    public Task AddCandidateAsync(string site, string version, DateTimeOffset created, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            "insert into model (site, version, status, created) values (@site, @version, 'candidate', @created)",
            new { site, version, created }, transaction), cancel);

    /// <summary>Makes a candidate live and retires the model that was, in one transaction.</summary>
    public Task MakeLiveAsync(string site, string version, string manifest, DateTimeOffset now, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            await SetAsync(connection, transaction, "status = 'retired', retired_at = @now", "status = 'live'", new { site, now });
            return await SetAsync(
                connection, transaction, "status = 'live', manifest = @manifest, went_live = @now, retired_at = null", "version = @version",
                new { site, version, manifest, now });
        }, cancel);

    public Task MarkFailedAsync(string site, string version, string reason, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => SetAsync(
            connection, transaction, "status = 'failed', reason = @reason", "version = @version", new { site, version, reason }), cancel);

    /// <summary>Candidates are left over where a training was killed. Call only while no training of the site runs.</summary>
    public Task<int> FailLeftoversAsync(string site, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => SetAsync(
            connection, transaction, "status = 'failed', reason = 'interrupted'", "status = 'candidate'", new { site }), cancel);

    /// <summary>The site's models, newest first.</summary>
    public async Task<IReadOnlyList<ModelRecord>> ListAsync(string site, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<(string Version, string Status, string? Reason)>(
            "select version, status, reason from model where site = @site order by version desc", new { site });
        return [.. rows.Select(row => new ModelRecord(row.Version, Enum.Parse<ModelStatus>(row.Status, ignoreCase: true), row.Reason))];
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

    private static Task<int> SetAsync(DbConnection connection, DbTransaction transaction, string what, string where, object values) =>
        connection.ExecuteAsync($"update model set {what} where site = @site and {where}", values, transaction);
}

/// <summary>A model as the store knows it.</summary>
/// <param name="Version">Sortable UTC stamp; the folder's name.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Reason">Why it failed.</param>
public sealed record ModelRecord(string Version, ModelStatus Status, string? Reason);

/// <summary>Where a model is in its life.</summary>
public enum ModelStatus
{
    Candidate,
    Live,
    Retired,
    Failed,
}
