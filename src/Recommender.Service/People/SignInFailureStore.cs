using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>Counts failed sign-ins by the typed name, whether it exists or not, and locks it after too many.</summary>
public sealed class SignInFailureStore(Database database, TimeProvider clock)
{
    public const int MaxFailures = 10;
    public static readonly TimeSpan LockLasts = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    /// <summary>Counts an attempt before it is checked, so that concurrent attempts count as well.</summary>
    /// <returns>False if the name is now locked.</returns>
    public Task<bool> CountAsync(string signIn, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            var name = NameOf(signIn);
            await connection.ExecuteAsync(
                "delete from sign_in_failure where latest < @before or locked_until <= @now", new { before = now - Forgotten, now },
                transaction);
            var tries = await connection.ExecuteScalarAsync<long>(
                """
                insert into sign_in_failure (name_hash, tries, latest) values (@name, 1, @now)
                on conflict (name_hash) do update set tries = sign_in_failure.tries + 1, latest = excluded.latest
                returning tries
                """, new { name, now }, transaction);
            if (tries == MaxFailures)
            {
                await connection.ExecuteAsync(
                    "update sign_in_failure set locked_until = @until where name_hash = @name", new { name, until = now + LockLasts },
                    transaction);
            }

            return tries <= MaxFailures;
        }, cancel);

    /// <summary>Clears the failures of a name: its owner signed in, or an administrator reset the password.</summary>
    public Task ClearAsync(string signIn, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) =>
            connection.ExecuteAsync("delete from sign_in_failure where name_hash = @name", new { name = NameOf(signIn) }, transaction),
            cancel);

    private static string NameOf(string signIn) => Secrets.Hash(Person.Normalize(signIn));
}
