using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>Stores API keys.</summary>
public sealed class ApiKeyStore(Database database, AccessHistory history, IOptions<SignInOptions> options, TimeProvider clock)
{
    /// <summary>Common prefix of all keys, so that scanners for leaked secrets recognise them.</summary>
    public const string Mark = "rk_";

    private const int PrefixLength = 10;

    private const string Select =
        """
        select k.id, k.name, k.site, k.role, k.prefix, k.created, k.created_by, k.created_by_id, k.owner, k.expires, k.last_used, k.revoked,
            p.disabled as owner_disabled, p.name as owner_name, p.sign_in as owner_sign_in, p.confirmed,
            r.site as role_site, r.role as role_name
        from api_key k left join person p on p.id = k.owner left join person_role r on r.person = k.owner
        """;

    private readonly KeyTerms _terms = new(options, clock);

    /// <summary>Creates a key.</summary>
    /// <param name="by">Becomes the key's owner; of a key, the person who owns that.</param>
    /// <returns>The key and its secret, which cannot be read again.</returns>
    public async Task<(ApiKey Key, string Secret)> AddAsync(
        string name, string site, Role role, DateTimeOffset expires, Actor by, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        var secret = Mark + Secrets.Make();
        var key = new ApiKey
        {
            Id = AccessHistory.NewId(now), Name = name, Site = site, Role = role, Prefix = secret[..PrefixLength],
            Rights = new SiteRoles(new Dictionary<string, Role> { [site] = role }),
            Created = now, CreatedBy = by.Name, CreatedById = by.Id, Owner = by.Owner, Expires = expires,
        };
        await database.WriteAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                """
                insert into api_key (id, name, site, role, hash, prefix, created, created_by, created_by_id, owner, expires)
                values (@Id, @Name, @Site, @role, @hash, @Prefix, @Created, @CreatedBy, @CreatedById, @Owner, @Expires)
                """,
                new { key.Id, key.Name, key.Site, role = RoleNames.Of(role), hash = Secrets.Hash(secret), key.Prefix, key.Created,
                    key.CreatedBy, key.CreatedById, key.Owner, key.Expires },
                transaction);
            await history.AddAsync(
                connection, transaction, now, by, "key added", name, Actor.IdOfKey(key.Id),
                $"{key.Prefix}…, {RoleNames.Of(role)} at {site}, until {expires:yyyy-MM-dd}");
            return true;
        }, cancel);
        return (key, secret);
    }

    /// <summary>All keys, newest first, including revoked and expired ones.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. (await connection.QueryAsync<KeyRow>($"{Select} order by k.id desc"))
            .GroupBy(row => row.Id, (_, rows) => KeyRow.ToKey([.. rows], _terms))];
    }

    public async Task<ApiKey?> FindAsync(string id, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return KeyRow.ToKeyOrNull(await connection.QueryAsync<KeyRow>($"{Select} where k.id = @id", new { id }), _terms);
    }

    /// <summary>The active key with a secret, or null; records the day of its use.</summary>
    public async Task<ApiKey?> UseAsync(string secret, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        ApiKey? key;
        await using (var connection = await database.ConnectAsync(cancel))
        {
            key = KeyRow.ToKeyOrNull(
                await connection.QueryAsync<KeyRow>($"{Select} where k.hash = @hash", new { hash = Secrets.Hash(secret) }), _terms);
        }

        if (key?.WorksAt(now) is not true)
        {
            return null;
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (key.LastUsed != today)
        {
            // Once a day, not with each request.
            await database.TryWriteAsync((connection, transaction) => connection.ExecuteAsync(
                "update api_key set last_used = @today where id = @Id",
                new { today = today.ToString("O", CultureInfo.InvariantCulture), key.Id }, transaction), cancel);
        }

        return key;
    }

    /// <summary>Revokes a key immediately, and the links that were made with it.</summary>
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

            await connection.ExecuteAsync("delete from one_time_link where made_by = @key", new { key = Actor.IdOfKey(id) }, transaction);
            await history.AddAsync(connection, transaction, now, by, "key revoked", name, Actor.IdOfKey(id));
            return true;
        }, cancel);

    /// <summary>Makes somebody else answer for a key that works. What it may do is then bounded by that person's roles.</summary>
    /// <returns>False if the key is unknown or has ended, or nobody answers for it.</returns>
    public Task<bool> TakeOverAsync(string id, Actor by, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            var name = await connection.QuerySingleOrDefaultAsync<string>(
                """
                update api_key set owner = @Owner where id = @id and revoked is null and expires > @now and owner is not null returning name
                """, new { id, by.Owner, now }, transaction);
            if (name is not null)
            {
                await history.AddAsync(connection, transaction, now, by, "key taken over", name, Actor.IdOfKey(id));
            }

            return name is not null;
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
        public string? CreatedById { get; init; }
        public string? Owner { get; init; }
        public DateTimeOffset Expires { get; init; }
        public string? LastUsed { get; init; }
        public DateTimeOffset? Revoked { get; init; }
        public DateTimeOffset? OwnerDisabled { get; init; }
        public string? OwnerName { get; init; }
        public string? OwnerSignIn { get; init; }
        public DateTimeOffset? Confirmed { get; init; }
        public string? RoleSite { get; init; }
        public string? RoleName { get; init; }

        public static ApiKey? ToKeyOrNull(IEnumerable<KeyRow> rows, KeyTerms terms) =>
            rows.ToList() is { Count: > 0 } found ? ToKey(found, terms) : null;

        /// <param name="rows">One for each role of the owner, at least one.</param>
        public static ApiKey ToKey(IReadOnlyList<KeyRow> rows, KeyTerms terms)
        {
            var row = rows[0];
            var role = RoleNames.Find(row.Role)!.Value;
            var own = new SiteRoles(new Dictionary<string, Role> { [row.Site] = role });
            var owners = row.OwnerDisabled is not null ? SiteRoles.None : new SiteRoles(rows.Where(at => at.RoleSite is not null)
                .ToDictionary(at => at.RoleSite!, at => RoleNames.Find(at.RoleName)!.Value));
            return new ApiKey
            {
                Id = row.Id, Name = row.Name, Site = row.Site, Role = role, Prefix = row.Prefix, Created = row.Created,
                CreatedBy = row.CreatedBy, CreatedById = row.CreatedById, Owner = row.Owner, Expires = row.Expires, Revoked = row.Revoked,
                Rights = row.Owner is null ? own : own.AtMost(terms.Presently(owners, row.Confirmed)),
                OwnerName = row.Owner is null ? null : Person.ShownAs(row.OwnerName!, row.OwnerSignIn!, row.Owner),
                Confirmed = row.Confirmed, Ends = terms.EndOf(row.Confirmed),
                LastUsed = row.LastUsed is null ? null : DateOnly.ParseExact(row.LastUsed, "O", CultureInfo.InvariantCulture),
            };
        }
    }
}
