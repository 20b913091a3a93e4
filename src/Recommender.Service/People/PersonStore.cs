using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>Stores people and their roles.</summary>
public sealed class PersonStore(Database database, AccessHistory history, TimeProvider clock)
{
    private const string Columns = "id, name, sign_in, password_hash, external_id, confirmed, stamp, created, disabled";

    /// <summary>Adds a person without a password, who needs a one-time link to choose one.</summary>
    /// <returns>The person; null if the sign-in name is in use.</returns>
    public Task<Person?> AddAsync(string name, string signIn, string site, Role role, Actor by, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            var id = await InsertAsync(connection, transaction, name, signIn, null, now);
            if (id is null)
            {
                return null;
            }

            await GrantAsync(connection, transaction, id, site, role);
            await history.AddAsync(connection, transaction, now, by, "person added", Person.Normalize(signIn), Actor.IdOfPerson(id),
                $"{RoleNames.Of(role)} at {site}");
            return await ReadAsync(connection, transaction, "p.id = @id", new { id });
        }, cancel);

    public async Task<IReadOnlyList<Person>> ListAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var roles = (await connection.QueryAsync<(string Person, string Site, string Role)>("select person, site, role from person_role"))
            .ToLookup(row => row.Person, row => (row.Site, row.Role));
        var rows = await connection.QueryAsync<PersonRow>($"select {Columns} from person order by sign_in");
        return [.. rows.Select(row => row.ToPerson(roles[row.Id]))];
    }

    public async Task<Person?> FindAsync(string id, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await ReadAsync(connection, null, "p.id = @id", new { id });
    }

    public async Task<Person?> FindBySignInAsync(string signIn, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await ReadAsync(connection, null, "p.sign_in = @signIn", new { signIn = Person.Normalize(signIn) });
    }

    /// <summary>
    /// Sets the role at a site; null removes it. The person's open link ends, and so do links that the person made for people whom the
    /// person no longer administers.
    /// </summary>
    public Task<PersonChange> SetRoleAsync(string id, string site, Role? role, Actor by, CancellationToken cancel = default) =>
        ChangeAsync(id, by, "role", async (connection, transaction) =>
        {
            if (role is { } wanted)
            {
                await GrantAsync(connection, transaction, id, site, wanted);
            }
            else
            {
                await connection.ExecuteAsync("delete from person_role where person = @id and site = @site", new { id, site }, transaction);
            }

            var said = role is { } given ? $"{RoleNames.Of(given)} at {site}" : $"none at {site}";
            return await EndedLinks.AfterRolesAsync(connection, transaction, id) ? $"{said}; an open link ended" : said;
        }, cancel);

    /// <summary>
    /// Disables a person, or re-enables them. Disabling ends their sessions, links and keys, also those that they made for others; enabling
    /// does not bring these back.
    /// </summary>
    public Task<PersonChange> SetDisabledAsync(string id, bool disabled, Actor by, CancellationToken cancel = default) =>
        ChangeAsync(id, by, disabled ? "disabled" : "enabled", async (connection, transaction) =>
        {
            var since = disabled ? clock.GetUtcNow() : (DateTimeOffset?)null;
            await connection.ExecuteAsync("update person set disabled = @since where id = @id", new { id, since }, transaction);
            await EndSessionsAsync(connection, transaction, id);
            await EndedLinks.OfAsync(connection, transaction, id);
            return "";
        }, cancel, (connection, transaction) =>
            disabled ? RevokeKeysAsync(connection, transaction, id, by) : Task.FromResult(""));

    /// <summary>Sets a new password and ends all sessions and open links.</summary>
    public Task<PersonChange> SetPasswordAsync(string id, string hash, Actor by, CancellationToken cancel = default) =>
        ChangeAsync(id, by, "password changed", async (connection, transaction) =>
        {
            await connection.ExecuteAsync("update person set password_hash = @hash where id = @id", new { id, hash }, transaction);
            await EndSessionsAsync(connection, transaction, id);
            await connection.ExecuteAsync("delete from one_time_link where person = @id", new { id }, transaction);
            return "";
        }, cancel);

    /// <summary>Stores the same password under a stronger hash; sessions remain valid.</summary>
    public Task RehashAsync(string id, string hash, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) =>
            connection.ExecuteAsync("update person set password_hash = @hash where id = @id", new { id, hash }, transaction), cancel);

    /// <summary>Ends all sessions of a person.</summary>
    public Task<PersonChange> SignOutEverywhereAsync(string id, Actor by, CancellationToken cancel = default) =>
        ChangeAsync(id, by, "signed out everywhere", async (connection, transaction) =>
        {
            await EndSessionsAsync(connection, transaction, id);
            return "";
        }, cancel);

    /// <summary>
    /// The person authenticated by an OpenID Connect provider, created at the first sign-in; name and roles follow the provider.
    /// </summary>
    /// <param name="externalId">Issuer and subject, which remain when a name changes.</param>
    /// <returns>The person; null if the sign-in name belongs to somebody else.</returns>
    public Task<Person?> EnsureExternalAsync(
        string externalId, string name, string signIn, SiteRoles roles, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            var known = await ReadAsync(connection, transaction, "p.external_id = @externalId", new { externalId });
            var id = known?.Id ?? await InsertAsync(connection, transaction, name, signIn, externalId, now);
            if (id is null)
            {
                return null;
            }

            await connection.ExecuteAsync("update person set confirmed = @now where id = @id", new { id, now }, transaction);
            var subject = known?.SignIn ?? Person.Normalize(signIn);
            if (known is null || !SameRoles(known.Roles, roles))
            {
                await connection.ExecuteAsync("delete from person_role where person = @id", new { id }, transaction);
                foreach (var (site, role) in roles.BySite)
                {
                    await GrantAsync(connection, transaction, id, site, role);
                }

                await EndedLinks.AfterRolesAsync(connection, transaction, id);
                var said = string.Join(", ", roles.BySite.Select(at => $"{RoleNames.Of(at.Value)} at {at.Key}"));
                await history.AddAsync(
                    connection, transaction, now, Actor.Provider, "role", subject, Actor.IdOfPerson(id), said.Length == 0 ? "none" : said);
            }

            if (known is not null && known.Name != name)
            {
                await connection.ExecuteAsync("update person set name = @name where id = @id", new { id, name }, transaction);
                await history.AddAsync(
                    connection, transaction, now, Actor.Provider, "renamed", subject, Actor.IdOfPerson(id), $"{known.Name} to {name}");
            }

            return await ReadAsync(connection, transaction, "p.id = @id", new { id });
        }, cancel);

    internal static async Task<string?> InsertAsync(
        DbConnection connection, DbTransaction transaction, string name, string signIn, string? externalId, DateTimeOffset now)
    {
        var id = AccessHistory.NewId(now);
        var added = await connection.ExecuteAsync(
            """
            insert into person (id, name, sign_in, external_id, stamp, created)
            values (@id, @name, @signIn, @externalId, @stamp, @now) on conflict (sign_in) do nothing
            """, new { id, name, signIn = Person.Normalize(signIn), externalId, stamp = Secrets.Make(), now }, transaction);
        return added == 1 ? id : null;
    }

    internal static Task GrantAsync(DbConnection connection, DbTransaction transaction, string person, string site, Role role) =>
        connection.ExecuteAsync(
            "insert into person_role (person, site, role) values (@person, @site, @role) on conflict (person, site) do update set role = "
            + "excluded.role",
            new { person, site, role = RoleNames.Of(role) }, transaction);

    internal static Task<long> AdministratorsAsync(DbConnection connection, DbTransaction? transaction) =>
        connection.ExecuteScalarAsync<long>(
        "select count(*) from person p join person_role r on r.person = p.id where r.site = '*' and r.role = 'administrator' and "
        + "p.disabled is null",
        transaction: transaction);

    /// <summary>Ends all sessions of a person, also those that are about to begin.</summary>
    internal static async Task EndSessionsAsync(DbConnection connection, DbTransaction transaction, string id)
    {
        await connection.ExecuteAsync("delete from session where person = @id", new { id }, transaction);
        await connection.ExecuteAsync("update person set stamp = @stamp where id = @id", new { id, stamp = Secrets.Make() }, transaction);
    }

    internal static async Task<Person?> ReadAsync(DbConnection connection, DbTransaction? transaction, string which, object parameters)
    {
        var rows = (await connection.QueryAsync<PersonRow, RoleRow?, (PersonRow Person, RoleRow? Role)>(
            $"select p.id, p.name, p.sign_in, p.password_hash, p.external_id, p.confirmed, p.stamp, p.created, p.disabled, r.site, r.role "
            + $"from person p left join person_role r on r.person = p.id where {which}",
            (person, role) => (person, role), parameters, transaction, splitOn: "site")).ToList();
        return rows.Count == 0 ? null : rows[0].Person.ToPerson(
            rows.Where(row => row.Role is not null).Select(row => (row.Role!.Site, row.Role.Role)));
    }

    // Somebody must remain who can manage access: the last administrator of all sites cannot be removed.
    private async Task<PersonChange> ChangeAsync(
        string id, Actor by, string action, Func<DbConnection, DbTransaction, Task<string>> change, CancellationToken cancel,
        Func<DbConnection, DbTransaction, Task<string>>? then = null)
    {
        try
        {
            return await database.WriteAsync(async (connection, transaction) =>
            {
                if (await ReadAsync(connection, transaction, "p.id = @id", new { id }) is not { } person)
                {
                    return PersonChange.Unknown;
                }

                var before = await AdministratorsAsync(connection, transaction);
                var details = await change(connection, transaction);
                if (before > 0 && await AdministratorsAsync(connection, transaction) == 0)
                {
                    throw new LastAdministratorException();
                }

                details += then is null ? "" : await then(connection, transaction);
                await history.AddAsync(
                    connection, transaction, clock.GetUtcNow(), by, action, person.SignIn, Actor.IdOfPerson(id), details);
                return PersonChange.Done;
            }, cancel);
        }
        catch (LastAdministratorException)
        {
            return PersonChange.LastAdministrator;
        }
    }

    // Otherwise somebody who is locked out could go on with a key, and make themselves a new way in.
    private async Task<string> RevokeKeysAsync(DbConnection connection, DbTransaction transaction, string id, Actor by)
    {
        var now = clock.GetUtcNow();
        var revoked = (await connection.QueryAsync<(string Id, string Name, string Prefix)>(
            "update api_key set revoked = @now where owner = @id and revoked is null returning id, name, prefix", new { id, now },
            transaction)).ToList();
        foreach (var key in revoked)
        {
            await history.AddAsync(
                connection, transaction, now, by, "key revoked", key.Name, Actor.IdOfKey(key.Id), "its owner was disabled");
        }

        return revoked.Count == 0 ? "" : $"keys revoked: {string.Join(", ", revoked.Select(key => $"{key.Name} ({key.Prefix}…)"))}";
    }

    private static bool SameRoles(SiteRoles one, SiteRoles other) =>
        one.BySite.Count == other.BySite.Count && one.BySite.All(at => other.BySite.TryGetValue(at.Key, out var role) && role == at.Value);

    private sealed class RoleRow
    {
        public required string Site { get; init; }
        public required string Role { get; init; }
    }

    private sealed class PersonRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string SignIn { get; init; }
        public string? PasswordHash { get; init; }
        public string? ExternalId { get; init; }
        public DateTimeOffset? Confirmed { get; init; }
        public required string Stamp { get; init; }
        public DateTimeOffset Created { get; init; }
        public DateTimeOffset? Disabled { get; init; }

        public Person ToPerson(IEnumerable<(string Site, string Role)> roles) => new()
        {
            Id = Id, Name = Name, SignIn = SignIn, PasswordHash = PasswordHash, IsExternal = ExternalId is not null, Confirmed = Confirmed,
            Stamp = Stamp,
            Created = Created, Disabled = Disabled,
            Roles = new SiteRoles(roles.ToDictionary(at => at.Site, at => RoleNames.Find(at.Role)!.Value)),
        };
    }

    // Rolls the transaction back; it never leaves this class.
    private sealed class LastAdministratorException : Exception;
}
