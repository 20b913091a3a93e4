using System.Globalization;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>Stores API keys.</summary>
public sealed class ApiKeyStore(Database database, TimeProvider clock)
{
    /// <summary>Common prefix of all keys, so that scanners for leaked secrets recognise them.</summary>
    public const string Mark = "rk_";

    private const int PrefixLength = 10;
    private const string Columns = "id, name, site, role, prefix, created, created_by, expires, last_used, revoked";

    /// <summary>Creates a key.</summary>
    /// <returns>The key and its secret, which cannot be read again.</returns>
    public async Task<(ApiKey Key, string Secret)> AddAsync(
        string name, string site, Role role, DateTimeOffset expires, Actor by, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        var secret = Mark + Secrets.Make();
        var key = new ApiKey
        {
            Id = AccessHistory.NewId(now), Name = name, Site = site, Role = role, Prefix = secret[..PrefixLength],
            Created = now, CreatedBy = by.Name, Expires = expires,
        };
        await database.WriteAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                """
                insert into api_key (id, name, site, role, hash, prefix, created, created_by, expires)
                values (@Id, @Name, @Site, @role, @hash, @Prefix, @Created, @CreatedBy, @Expires)
                """,
                new { key.Id, key.Name, key.Site, role = RoleNames.Of(role), hash = Secrets.Hash(secret), key.Prefix, key.Created,
                    key.CreatedBy, key.Expires },
                transaction);
            await AccessHistory.AddAsync(
                connection, transaction, now, by.Name, "key added", name, $"{key.Prefix}…, {RoleNames.Of(role)} at {site}, until "
                    + $"{expires:yyyy-MM-dd}");
            return true;
        }, cancel);
        return (key, secret);
    }

    /// <summary>All keys, newest first, including revoked and expired ones.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. (await connection.QueryAsync<KeyRow>($"select {Columns} from api_key order by id desc")).Select(row => row.ToKey())];
    }

    public async Task<ApiKey?> FindAsync(string id, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return (await connection.QuerySingleOrDefaultAsync<KeyRow>($"select {Columns} from api_key where id = @id", new { id }))?.ToKey();
    }

    /// <summary>The active key with a secret, or null; records the day of its use.</summary>
    public async Task<ApiKey?> UseAsync(string secret, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        ApiKey? key;
        await using (var connection = await database.ConnectAsync(cancel))
        {
            key = (await connection.QuerySingleOrDefaultAsync<KeyRow>(
                $"select {Columns} from api_key where hash = @hash", new { hash = Secrets.Hash(secret) }))?.ToKey();
        }

        if (key?.WorksAt(now) is not true)
        {
            return null;
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (key.LastUsed != today)
        {
            // Once a day, not with each request.
            await database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
                "update api_key set last_used = @today where id = @Id",
                new { today = today.ToString("O", CultureInfo.InvariantCulture), key.Id }, transaction), cancel);
        }

        return key;
    }

    /// <summary>Revokes a key immediately.</summary>
    /// <returns>False if there is no such key, or it is already revoked.</returns>
    public Task<bool> RevokeAsync(string id, Actor by, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            var name = await connection.QuerySingleOrDefaultAsync<string>(
                "update api_key set revoked = @now where id = @id and revoked is null returning name", new { id, now }, transaction);
            if (name is null)
            {
                return false;
            }

            await AccessHistory.AddAsync(connection, transaction, now, by.Name, "key revoked", name);
            return true;
        }, cancel);

    private sealed class KeyRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Site { get; init; }
        public required string Role { get; init; }
        public required string Prefix { get; init; }
        public DateTimeOffset Created { get; init; }
        public required string CreatedBy { get; init; }
        public DateTimeOffset Expires { get; init; }
        public string? LastUsed { get; init; }
        public DateTimeOffset? Revoked { get; init; }

        public ApiKey ToKey() => new()
        {
            Id = Id, Name = Name, Site = Site, Role = RoleNames.Find(Role)!.Value, Prefix = Prefix, Created = Created,
            CreatedBy = CreatedBy,
            Expires = Expires, Revoked = Revoked,
            LastUsed = LastUsed is null ? null : DateOnly.ParseExact(LastUsed, "O", CultureInfo.InvariantCulture),
        };
    }
}
