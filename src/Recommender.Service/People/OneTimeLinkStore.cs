using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>Stores one-time links for becoming the first administrator and for choosing a password.</summary>
public sealed class OneTimeLinkStore(Database database, AccessHistory history, TimeProvider clock)
{
    private static readonly TimeSpan FirstAdministratorLasts = TimeSpan.FromHours(24);
    private static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);
    private static readonly TimeSpan ResetLasts = TimeSpan.FromHours(24);

    /// <summary>Creates a link for the first administrator if there is none yet; earlier links become invalid.</summary>
    /// <returns>The secret; null if an administrator exists.</returns>
    public Task<string?> ForFirstAdministratorAsync(CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            if (await PersonStore.AdministratorsAsync(connection, transaction) > 0)
            {
                return null;
            }

            await connection.ExecuteAsync("delete from one_time_link where purpose = 'firstAdministrator'", transaction: transaction);
            return (string?)await InsertAsync(
                connection, transaction, "firstAdministrator", null, Actor.Operator, FirstAdministratorLasts);
        }, cancel);

    /// <summary>
    /// Creates a link for choosing a password: an invitation for a person without one, otherwise a reset. Earlier links become invalid. The
    /// link ends when the person's roles change, or whoever made it is disabled.
    /// </summary>
    public Task<string> ForPasswordAsync(Person person, Actor by, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var (purpose, lasts) = person.PasswordHash is null ? ("invitation", InvitationLasts) : ("passwordReset", ResetLasts);
            await connection.ExecuteAsync("delete from one_time_link where person = @Id", new { person.Id }, transaction);
            var action = person.PasswordHash is null ? "invited" : "password reset link";
            await history.AddAsync(
                connection, transaction, clock.GetUtcNow(), by, action, person.SignIn, Actor.IdOfPerson(person.Id));
            return await InsertAsync(connection, transaction, purpose, person.Id, by, lasts);
        }, cancel);

    /// <summary>True if the secret is currently valid for creating the first administrator.</summary>
    public async Task<bool> MakesFirstAdministratorAsync(string secret, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await FindAsync(connection, null, secret) is { Purpose: "firstAdministrator" }
            && await PersonStore.AdministratorsAsync(connection, null) == 0;
    }

    /// <summary>The person whose password the secret may set; null if it is not valid.</summary>
    public async Task<Person?> PersonOfAsync(string secret, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await FindAsync(connection, null, secret) is { Person: { } id }
            ? await PersonStore.ReadAsync(connection, null, "p.id = @id and p.disabled is null", new { id })
            : null;
    }

    /// <summary>Uses up the link and creates the first administrator, of all sites.</summary>
    /// <returns>The person's id; null if the link is no longer valid or the sign-in name is in use.</returns>
    public Task<string?> MakeFirstAdministratorAsync(
        string secret, string name, string signIn, string passwordHash, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            if (await FindAsync(connection, transaction, secret) is not { Purpose: "firstAdministrator" }
                || await PersonStore.AdministratorsAsync(connection, transaction) > 0
                || await PersonStore.InsertAsync(connection, transaction, name, signIn, null, now) is not { } id)
            {
                return null;
            }

            await connection.ExecuteAsync("update person set password_hash = @passwordHash where id = @id", new { id, passwordHash },
                transaction);
            await PersonStore.GrantAsync(connection, transaction, id, SiteRoles.AllSites, Role.Administrator);
            await connection.ExecuteAsync("delete from one_time_link where purpose = 'firstAdministrator'", transaction: transaction);
            var made = (await PersonStore.ReadAsync(connection, transaction, "p.id = @id", new { id }))!;
            await history.AddAsync(
                connection, transaction, now, Actor.Of(made), "first administrator", made.SignIn, Actor.IdOfPerson(id),
                "by the link of the console");
            return id;
        }, cancel);

    /// <summary>Uses up the link, sets the password and ends the person's sessions.</summary>
    /// <returns>The person's id; null if the link is no longer valid.</returns>
    public Task<string?> ChoosePasswordAsync(string secret, string passwordHash, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            if (await FindAsync(connection, transaction, secret) is not { Person: { } id }
                || await PersonStore.ReadAsync(
                    connection, transaction, "p.id = @id and p.disabled is null", new { id }) is not { } person)
            {
                return null;
            }

            await connection.ExecuteAsync(
                "update person set password_hash = @passwordHash where id = @id", new { id, passwordHash }, transaction);
            await PersonStore.EndSessionsAsync(connection, transaction, id);
            await connection.ExecuteAsync("delete from one_time_link where person = @id", new { id }, transaction);
            await history.AddAsync(
                connection, transaction, clock.GetUtcNow(), Actor.Of(person), "password chosen", person.SignIn, Actor.IdOfPerson(id),
                "by a one-time link");
            return id;
        }, cancel);

    private async Task<string> InsertAsync(
        DbConnection connection, DbTransaction transaction, string purpose, string? person, Actor by, TimeSpan lasts)
    {
        var secret = Secrets.Make();
        var now = clock.GetUtcNow();
        await connection.ExecuteAsync("delete from one_time_link where expires <= @now", new { now }, transaction);
        await connection.ExecuteAsync(
            """
            insert into one_time_link (hash, purpose, person, created, expires, made_by, owner)
            values (@hash, @purpose, @person, @now, @expires, @Id, @Owner)
            """, new { hash = Secrets.Hash(secret), purpose, person, now, expires = now + lasts, by.Id, by.Owner }, transaction);
        return secret;
    }

    private Task<LinkRow?> FindAsync(DbConnection connection, DbTransaction? transaction, string secret) =>
        connection.QuerySingleOrDefaultAsync<LinkRow>(
            "select purpose, person from one_time_link where hash = @hash and expires > @now and created < @ahead",
            new { hash = Secrets.Hash(secret), now = clock.GetUtcNow(), ahead = clock.GetUtcNow() + SessionStore.MostAhead }, transaction);

    private sealed class LinkRow
    {
        public required string Purpose { get; init; }
        public string? Person { get; init; }
    }
}
