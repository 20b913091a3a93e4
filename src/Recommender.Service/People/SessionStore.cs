using Dapper;
using Microsoft.Extensions.Options;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>Stores sessions. A session ends when its row is gone, unused for too long, or too old.</summary>
public sealed class SessionStore(Database database, IOptions<SignInOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan LongestUnrecorded = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The clocks of two machines may differ by this. What a clock made that was further ahead does not count: it would last longer by
    /// that.
    /// </summary>
    internal static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);
    private const string Columns = "id, client, created, last_used, expires";

    private readonly TimeSpan _lasts = options.Value.SessionLasts;

    /// <summary>Begins a session.</summary>
    /// <param name="person">As read when the person was authenticated: if their sessions have ended since, none begins.</param>
    /// <param name="client">See <see cref="Session.Client"/>.</param>
    /// <returns>The secret for the cookie; null if the person was disabled or changed meanwhile.</returns>
    public Task<string?> BeginAsync(Person person, string client, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            await connection.ExecuteAsync(
                "delete from session where expires <= @now or last_used <= @unused", new { now, unused = now - _lasts }, transaction);
            var secret = Secrets.Make();
            var atMost = person.IsExternal && options.Value.OpenIdConnect.RolesLast < options.Value.SessionLastsAtMost
                ? options.Value.OpenIdConnect.RolesLast : options.Value.SessionLastsAtMost;
            var begun = await connection.ExecuteAsync(
                """
                insert into session (id, person, client, created, last_used, expires)
                select @id, p.id, @client, @now, @now, @expires from person p
                where p.id = @person and p.stamp = @Stamp and p.disabled is null
                """, new { id = Secrets.Hash(secret), person = person.Id, person.Stamp, client, now, expires = now + atMost }, transaction);
            return begun == 1 ? secret : null;
        }, cancel);

    /// <summary>The session of a cookie and its person as they are now; null if it has ended.</summary>
    public async Task<(Session Session, Person Person)?> FindAsync(string secret, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        Session session;
        Person person;
        await using (var connection = await database.ConnectAsync(cancel))
        {
            var found = await connection.QuerySingleOrDefaultAsync<SessionRow>(
                $"select {Columns}, person from session where id = @id and expires > @now and last_used > @unused and created < @ahead",
                new { id = Secrets.Hash(secret), now, unused = now - _lasts, ahead = now + MostAhead });
            if (found is null || await PersonStore.ReadAsync(
                connection, null, "p.id = @Person and p.disabled is null", new { found.Person }) is not { } its)
            {
                return null;
            }

            (session, person) = (found.ToSession(), its);
        }

        if (now - session.LastUsed >= Unrecorded)
        {
            // Not with each request: a write waits for other writers.
            await database.TryWriteAsync((connection, transaction) => connection.ExecuteAsync(
                "update session set last_used = @now where id = @Id", new { now, session.Id }, transaction), cancel);
        }

        return (session, person);
    }

    /// <summary>The sessions of a person, the last used first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(string person, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.ConnectAsync(cancel);
        return [.. (await connection.QueryAsync<SessionRow>(
            $"select {Columns}, person from session where person = @person and expires > @now and last_used > @unused "
            + $"and created < @ahead order by last_used desc, id",
            new { person, now, unused = now - _lasts, ahead = now + MostAhead })).Select(row => row.ToSession())];
    }

    /// <summary>Ends one session of a person.</summary>
    /// <returns>False if the person has no such session.</returns>
    public async Task<bool> EndAsync(string person, string id, CancellationToken cancel = default) =>
        await database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            "delete from session where id = @id and person = @person", new { id, person }, transaction), cancel) > 0;

    /// <summary>Ends the sessions of a person but one.</summary>
    public Task EndOthersAsync(string person, string kept, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            "delete from session where person = @person and id <> @kept", new { person, kept }, transaction), cancel);

    private TimeSpan Unrecorded => _lasts / 20 < LongestUnrecorded ? _lasts / 20 : LongestUnrecorded;

    private sealed class SessionRow
    {
        public required string Id { get; init; }
        public required string Person { get; init; }
        public required string Client { get; init; }
        public DateTimeOffset Created { get; init; }
        public DateTimeOffset LastUsed { get; init; }
        public DateTimeOffset Expires { get; init; }

        public Session ToSession() => new() { Id = Id, Client = Client, Created = Created, LastUsed = LastUsed, Expires = Expires };
    }
}
