using System.Security.Cryptography;
using System.Text;
using Dapper;
using Recommender.Service.Articles;
using Recommender.Service.Storage;

namespace Recommender.Service.Importing.Fetching;

/// <summary>Stores the cache validators of each URL for conditional requests.</summary>
public sealed class FetchStateStore(Database database, TimeProvider clock)
{
    public async Task<FetchState?> FindAsync(string site, string url, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<(string? ETag, string? LastModified)?>(
            "select etag, last_modified from fetch_state where site = @site and url = @url",
            new { site, url = KeyOf(url) });
        return row is null ? null : new FetchState(url, row.Value.ETag, row.Value.LastModified);
    }

    /// <summary>Stores the validators. Call it only after the fetched content is stored.</summary>
    public Task SaveAsync(string site, IEnumerable<FetchState> states, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            """
            insert into fetch_state (site, url, etag, last_modified, fetched) values (@site, @Url, @ETag, @LastModified, @now)
            on conflict (site, url) do update set etag = excluded.etag, last_modified = excluded.last_modified, fetched = excluded.fetched
            """,
            states.Select(state =>
                new { site, Url = KeyOf(state.Url), state.ETag, state.LastModified, now = clock.GetUtcNow() }), transaction), cancel);

    /// <summary>An address as a key without secrets: two that differ in a secret remain two.</summary>
    internal static string KeyOf(string url) => SecretUrls.Hide(url) is var shown && shown == url ? url
        : $"{shown}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)))[..16]}";
}
