using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>Stores people and their roles.</summary>
public sealed class PersonStore(Database database, TimeProvider clock)
{
    private const string Columns = "id, name, sign_in, password_hash, external_id, stamp, created, disabled";

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
            await AccessHistory.AddAsync(connection, transaction, now, by.Name, "person added", Person.Normalize(signIn),
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

    /// <summary>Sets the role at a site; null removes it.</summary>
    public Task<PersonChange> SetRoleAsync(string id, string site, Role? role, Actor by, CancellationToken cancel = default) =>
        ChangeAsync(id, by, "role", role is { } given ? $"{RoleNames.Of(given)} at {site}" : $"none at {site}",
            async (connection, transaction) =>
        {
            if (role is { } wanted)
            {
                await GrantAsync(connection, transaction, id, site, wanted);
            }
            else
            {
                await connection.ExecuteAsync("delete from person_role where person = @id and site = @site", new { id, site }, transaction);
            }
        }, cancel);

    /// <summary>Disables a person and ends their sessions, or re-enables them.</summary>
    public Task<PersonChange> SetDisabledAsync(string id, bool disabled, Actor by, CancellationToken cancel = default) =>
        ChangeAsync(id, by, disabled ? "disabled" : "enabled", "", (connection, transaction) => connection.ExecuteAsync(
            "update person set disabled = @since, stamp = @stamp where id = @id",
            new { id, since = disabled ? clock.GetUtcNow() : (DateTimeOffset?)null, stamp = Secrets.Make() }, transaction), cancel);

    /// <summary>Sets a new password and ends all sessions.</summary>
    public Task<PersonChange> SetPasswordAsync(string id, string hash, Actor by, CancellationToken cancel = default) =>
        ChangeAsync(id, by, "password changed", "", (connection, transaction) => connection.ExecuteAsync(
            "update person set password_hash = @hash, stamp = @stamp where id = @id", new { id, hash, stamp = Secrets.Make() },
            transaction), cancel);

    /// <summary>Stores the same password under a stronger hash; sessions remain valid.</summary>
    public Task RehashAsync(string id, string hash, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) =>
            connection.ExecuteAsync("update person set password_hash = @hash where id = @id", new { id, hash }, transaction), cancel);

    /// <summary>Ends all sessions of a person.</summary>
    public Task<PersonChange> SignOutEverywhereAsync(string id, Actor by, CancellationToken cancel = default) =>
        ChangeAsync(id, by, "signed out everywhere", "", (connection, transaction) => connection.ExecuteAsync(
            "update person set stamp = @stamp where id = @id", new { id, stamp = Secrets.Make() }, transaction), cancel);

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

            if (known is null || !SameRoles(known.Roles, roles))
            {
                await connection.ExecuteAsync("delete from person_role where person = @id", new { id }, transaction);
                foreach (var (site, role) in roles.BySite)
                {
                    await GrantAsync(connection, transaction, id, site, role);
                }

                var said = string.Join(", ", roles.BySite.Select(at => $"{RoleNames.Of(at.Value)} at {at.Key}"));
                await AccessHistory.AddAsync(connection, transaction, now, "OpenID Connect", "role", Person.Normalize(signIn), said);
            }

            await connection.ExecuteAsync("update person set name = @name where id = @id", new { id, name }, transaction);
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

    // Somebody must remain who can manage access: the last administrator of all sites cannot be removed.
    private async Task<PersonChange> ChangeAsync(
        string id, Actor by, string action, string details, Func<DbConnection, DbTransaction, Task> change, CancellationToken cancel)
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
                await change(connection, transaction);
                if (before > 0 && await AdministratorsAsync(connection, transaction) == 0)
                {
                    throw new LastAdministratorException();
                }

                await AccessHistory.AddAsync(connection, transaction, clock.GetUtcNow(), by.Name, action, person.SignIn, details);
                return PersonChange.Done;
            }, cancel);
        }
        catch (LastAdministratorException)
        {
            return PersonChange.LastAdministrator;
        }
    }

    private static async Task<Person?> ReadAsync(DbConnection connection, DbTransaction? transaction, string which, object parameters)
    {
        var rows = (await connection.QueryAsync<PersonRow, RoleRow?, (PersonRow Person, RoleRow? Role)>(
            $"select p.id, p.name, p.sign_in, p.password_hash, p.external_id, p.stamp, p.created, p.disabled, r.site, r.role "
            + $"from person p left join person_role r on r.person = p.id where {which}",
            (person, role) => (person, role), parameters, transaction, splitOn: "site")).ToList();
        return rows.Count == 0 ? null : rows[0].Person.ToPerson(
            rows.Where(row => row.Role is not null).Select(row => (row.Role!.Site, row.Role.Role)));
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
        public required string Stamp { get; init; }
        public DateTimeOffset Created { get; init; }
        public DateTimeOffset? Disabled { get; init; }

        public Person ToPerson(IEnumerable<(string Site, string Role)> roles) => new()
        {
            Id = Id, Name = Name, SignIn = SignIn, PasswordHash = PasswordHash, IsExternal = ExternalId is not null, Stamp = Stamp,
            Created = Created, Disabled = Disabled,
            Roles = new SiteRoles(roles.ToDictionary(at => at.Site, at => RoleNames.Find(at.Role)!.Value)),
        };
    }

    // Rolls the transaction back; it never leaves this class.
    private sealed class LastAdministratorException : Exception;
}
