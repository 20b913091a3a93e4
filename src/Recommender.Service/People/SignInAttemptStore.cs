using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>
/// Slows down attempts to sign in without locking anybody out. Attempts with a name are counted by client; those of a browser that its
/// person has signed in with before are counted apart. Unknown clients are also counted as such, and together by name.
/// </summary>
public sealed class SignInAttemptStore(Database database, TimeProvider clock)
{
    /// <summary>Attempts with one name by one client without a pause; from then on the pause doubles, from a second.</summary>
    public const int FreeByNameAndClient = 10;

    /// <summary>Attempts by one unknown client, whatever the names, without a pause.</summary>
    public const int FreeByClient = 50;

    /// <summary>Attempts with one name by all unknown clients together, after which each of them is answered late.</summary>
    public const int FreeByName = 100;

    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Short enough to be waited for: many people may share a network with somebody who guesses.</summary>
    public static readonly TimeSpan LongestPauseOfClient = TimeSpan.FromSeconds(5);

    /// <summary>How much later unknown clients are answered when there were too many attempts with a name.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(3);

    /// <summary>Attempts with a name by a client are forgotten when it makes none for this long.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    /// <summary>Counts an attempt before it is checked, so that simultaneous attempts count as well.</summary>
    /// <param name="isKnown">Whether the client is a browser with which the person has signed in before.</param>
    /// <returns>
    /// If the attempt may be made: true, and how long to wait before it is checked. Else false, and how long until it may be repeated; then
    /// it is not counted.
    /// </returns>
    public Task<(bool MayTry, TimeSpan Wait)> TakeAsync(
        string signIn, SignInClient client, bool isKnown, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            // Those of the future are of a clock that was ahead: their pauses would end with it.
            await connection.ExecuteAsync(
                "delete from sign_in_attempt where latest < @before or latest > @ahead",
                new { before = now - Forgotten, ahead = now + LongestPause }, transaction);
            var counters = CountersOf(signIn, client, isKnown);
            var known = (await connection.QueryAsync<(string Counter, DateTimeOffset NextAt)>(
                "select counter, next_at from sign_in_attempt where counter in @keys", new { keys = counters.Select(each => each.Key) },
                transaction)).ToList();
            var wait = known.Select(each => each.NextAt - now).Append(TimeSpan.Zero).Max();
            if (wait > TimeSpan.Zero)
            {
                return (false, wait);
            }

            var isLate = false;
            foreach (var counter in counters)
            {
                var tries = await CountAsync(connection, transaction, counter, now);
                isLate |= counter.Longest == TimeSpan.Zero && tries > counter.Free;
            }

            return (true, isLate ? Late : TimeSpan.Zero);
        }, cancel);

    /// <summary>Books that a counted attempt succeeded.</summary>
    public Task SucceededAsync(string signIn, SignInClient client, bool isKnown, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var counters = CountersOf(signIn, client, isKnown);
            await connection.ExecuteAsync("delete from sign_in_attempt where counter = @Key", new { counters[0].Key }, transaction);
            return await connection.ExecuteAsync(
                "update sign_in_attempt set tries = tries - 1, next_at = @now where counter in @keys",
                new { now = clock.GetUtcNow(), keys = counters.Skip(1).Select(each => each.Key) }, transaction);
        }, cancel);

    /// <summary>Forgets the failures of a name: an administrator makes a link for its owner.</summary>
    public Task ClearAsync(string signIn, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) =>
            connection.ExecuteAsync("delete from sign_in_attempt where name = @name", new { name = NameOf(signIn) }, transaction), cancel);

    private static async Task<long> CountAsync(DbConnection connection, DbTransaction transaction, Counter counter, DateTimeOffset now)
    {
        var tries = await connection.ExecuteScalarAsync<long>(
            """
            insert into sign_in_attempt (counter, name, tries, latest, next_at) values (@Key, @Name, 1, @now, @now)
            on conflict (counter) do update set
                tries = case when sign_in_attempt.latest <= @rested then 1 else sign_in_attempt.tries + 1 end, latest = excluded.latest
            returning tries
            """, new { counter.Key, counter.Name, now, rested = now - counter.Rest }, transaction);
        if (counter.PauseAfter(tries) is { Ticks: > 0 } pause)
        {
            await connection.ExecuteAsync(
                "update sign_in_attempt set next_at = @next where counter = @Key", new { next = now + pause, counter.Key }, transaction);
        }

        return tries;
    }

    private static List<Counter> CountersOf(string signIn, SignInClient client, bool isKnown)
    {
        var name = NameOf(signIn);
        return isKnown
            ? [Of($"device\n{client.Device}", FreeByNameAndClient, LongestPause, Rest)]
            :
            [
                Of($"client\n{client.Network}", FreeByNameAndClient, LongestPause, Rest),
                new Counter(Secrets.Hash($"network\n{client.Network}"), null, FreeByClient, LongestPauseOfClient, Forgotten),
                Of("all", FreeByName, TimeSpan.Zero, Forgotten),
            ];

        Counter Of(string by, int free, TimeSpan longest, TimeSpan rest) => new(Secrets.Hash($"{name}\n{by}"), name, free, longest, rest);
    }

    private static string NameOf(string signIn) => Secrets.Hash(Person.Normalize(signIn));

    private sealed record Counter(string Key, string? Name, int Free, TimeSpan Longest, TimeSpan Rest)
    {
        public TimeSpan PauseAfter(long tries)
        {
            var pause = tries < Free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(2, Math.Min(tries - Free, 20)));
            return pause < Longest ? pause : Longest;
        }
    }
}
