using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>Sign-ins, sign-outs, failures and refusals: in the log, and the newest of each kind in the store.</summary>
public sealed partial class AccessEvents(Database database, TimeProvider clock, ILogger<AccessEvents> log)
{
    private static readonly TimeSpan Together = TimeSpan.FromHours(1);

    /// <summary>Rows kept of each kind, so that failures cannot push out sign-ins. Default 5,000.</summary>
    internal int Kept { get; set; } = 5000;

    /// <param name="who">Null: the typed name is unknown.</param>
    /// <param name="client">See <see cref="AccessEvent.Client"/>.</param>
    public async Task AddAsync(AccessEventKind kind, Actor? who, string client, string details, CancellationToken cancel = default)
    {
        var name = who?.Name ?? "unknown name";
        if (kind is AccessEventKind.SignInFailed or AccessEventKind.Refused)
        {
            LogTurnedAway(kind, who?.Id, name, client, details);
        }
        else
        {
            LogPassed(kind, who?.Id, name, client, details);
        }

        var now = clock.GetUtcNow();
        var row = new { kind = EnumWords.Of(kind), id = who?.Id, name, client, details, now, since = now - Together, Kept };
        await database.WriteAsync(async (connection, transaction) =>
        {
            var again = await connection.ExecuteAsync(
                """
                update access_event set times = times + 1, at = @now where id = (
                    select id from access_event
                    where kind = @kind and first_at > @since and first_at <= @now and who = @name and client = @client
                    and details = @details and coalesce(who_id, '') = coalesce(@id, '') order by id desc limit 1)
                """, row, transaction);
            if (again > 0)
            {
                return again;
            }

            await connection.ExecuteAsync(
                """
                insert into access_event (id, kind, who_id, who, client, details, first_at, at, times)
                select coalesce(max(id), 0) + 1, @kind, @id, @name, @client, @details, @now, @now, 1 from access_event
                """, row, transaction);
            return await connection.ExecuteAsync(
                """
                delete from access_event where kind = @kind and id <= (
                    select id from access_event where kind = @kind order by id desc limit 1 offset @Kept)
                """, row, transaction);
        }, cancel);
    }

    /// <summary>The latest events, newest first.</summary>
    public async Task<IReadOnlyList<AccessEvent>> LatestAsync(int limit, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. (await connection.QueryAsync<EventRow>(
            "select kind, who_id, who, client, details, first_at, at, times from access_event order by at desc, id desc limit @limit",
            new { limit })).Select(row => row.ToEvent())];
    }

    [LoggerMessage(LogLevel.Information, "{Kind}: {WhoId} ({Who}) from {Client}: {Details}")]
    private partial void LogPassed(AccessEventKind kind, string? whoId, string who, string client, string details);

    [LoggerMessage(LogLevel.Warning, "{Kind}: {WhoId} ({Who}) from {Client}: {Details}")]
    private partial void LogTurnedAway(AccessEventKind kind, string? whoId, string who, string client, string details);

    private sealed class EventRow
    {
        public required string Kind { get; init; }
        public string? WhoId { get; init; }
        public required string Who { get; init; }
        public required string Client { get; init; }
        public required string Details { get; init; }
        public DateTimeOffset FirstAt { get; init; }
        public DateTimeOffset At { get; init; }
        public long Times { get; init; }

        public AccessEvent ToEvent() => new()
        {
            Kind = EnumWords.Read<AccessEventKind>(Kind), WhoId = WhoId, Who = Who, Client = Client, Details = Details, FirstAt = FirstAt,
            At = At, Times = Times,
        };
    }
}
