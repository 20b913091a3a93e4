using System.Data.Common;
using System.Text.Json;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Training;

/// <summary>
/// Stores the runs of all sites. An open run is the lease on its site: the store allows one per site; a process claims it by writing its
/// name into it and repeats the name in every later write, so that a process that was considered dead cannot change anything.
/// </summary>
public sealed class RunStore(Database database, TimeProvider clock)
{
    /// <summary>A run without a heartbeat for this long is claimed by another process.</summary>
    public static readonly TimeSpan LeaseLasts = TimeSpan.FromMinutes(2);

    /// <summary>A run is given up after its process ended this often.</summary>
    public const int MaxAttempts = 5;

    private const string Columns =
        "id, site, reason, who, who_id, force, anew, state, requested, started, finished, heartbeat, owner, attempts, cancelled_by, "
        + "cancelled_by_id, step, stage, progress_done, progress_total, version, outcome, steps";

    private static readonly string Mine = $"id = @id and owner = @owner and state = {Word(RunState.Running)}";

    /// <summary>Requests a run of an existing site.</summary>
    /// <returns>The run; false with the existing run if one is already open.</returns>
    public Task<(Run Run, bool IsNew)> RequestAsync(string site, RunRequest wish, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
            await OpenAsync(connection, transaction, site) is { } open
                ? (open, false) : (await AddAsync(connection, transaction, site, wish), true), cancel);

    /// <summary>Claims the site's run for a process: the waiting one, otherwise one whose process has ended, otherwise a new one.</summary>
    /// <param name="site">An existing site.</param>
    /// <param name="wish">Describes a new run; a resumed run is forced if either request says so.</param>
    /// <param name="owner">The process.</param>
    /// <returns>Null if another process works on the site.</returns>
    public Task<Run?> ClaimAsync(string site, RunRequest wish, string owner, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var run = await OpenAsync(connection, transaction, site);
            if (run is { State: RunState.Running } && !IsAbandoned(run))
            {
                return null;
            }

            if (run is { Attempts: >= MaxAttempts } or { CancelledBy: not null })
            {
                await GiveUpAsync(connection, transaction, run);
                run = null;
            }

            run ??= await AddAsync(connection, transaction, site, wish);
            var now = clock.GetUtcNow();
            await connection.ExecuteAsync(
                $"""
                update run set owner = @owner, state = {Word(RunState.Running)}, started = coalesce(started, @now), heartbeat = @now,
                    attempts = attempts + 1, force = @force
                where id = @Id
                """,
                new { run.Id, owner, now, force = run.Force || wish.Force ? 1 : 0 }, transaction);
            return await FindAsync(connection, transaction, site, run.Id);
        }, cancel);

    /// <summary>
    /// Whether an open run has no living process. A heartbeat in the future, or of days ago, is of another
    /// clock: then only whether the process is alive here counts.
    /// </summary>
    public bool IsAbandoned(Run run)
    {
        var age = clock.GetUtcNow() - run.Heartbeat;
        return run.Owner is null || RunOwner.HasEnded(run.Owner) || age is null
            || (age.Value.Duration() > LeaseLasts && !(IsOfAnotherClock(age.Value) && RunOwner.IsAlive(run.Owner)));
    }

    // Nobody waits a day to claim a run.
    private static bool IsOfAnotherClock(TimeSpan age) => age < TimeSpan.Zero || age > TimeSpan.FromDays(1);

    /// <summary>Records a heartbeat and the progress.</summary>
    /// <returns>The current run; null if another process has claimed it.</returns>
    public Task<Run?> BeatAsync(Run run, CancellationToken cancel = default) => database.WriteAsync(async (connection, transaction) =>
    {
        var written = await connection.ExecuteAsync(
            $"""
            update run set heartbeat = @now, step = @step, stage = @Stage, progress_done = @ProgressDone, progress_total = @ProgressTotal,
            version = @Version, steps = @steps
            where {Mine}
            """,
            new
            {
                id = run.Id, owner = run.Owner, now = clock.GetUtcNow(),
                step = run.Step is { } step ? EnumWords.Of(step) : null, run.Stage, run.ProgressDone, run.ProgressTotal,
                run.Version, steps = StoredJson.Write(run.Steps),
            }, transaction);
        return written == 0 ? null : await FindAsync(connection, transaction, run.Site, run.Id);
    }, cancel);

    /// <summary>Within a transaction: whether the run is still owned by this process.</summary>
    public static async Task<bool> IsMineAsync(DbConnection connection, DbTransaction transaction, Run run) =>
        await connection.ExecuteScalarAsync<long>(
            $"select count(*) from run where {Mine}", new { id = run.Id, owner = run.Owner }, transaction) > 0;

    /// <summary>Ends the run if it is still owned by this process.</summary>
    public Task<int> FinishAsync(Run run, RunState state, string outcome, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            $"update run set state = @state, outcome = @outcome, finished = @now, steps = @steps where {Mine}",
            new
            {
                id = run.Id, owner = run.Owner, state = EnumWords.Of(state), outcome, now = clock.GetUtcNow(),
                steps = StoredJson.Write(run.Steps),
            },
            transaction), cancel);

    /// <summary>Requests the cancellation of a run: a run without a process ends at once, another within seconds.</summary>
    /// <returns>The run afterwards; null if there is no such run.</returns>
    public Task<Run?> CancelAsync(string site, string id, Author who, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            if (await FindAsync(connection, transaction, site, id) is not { IsOpen: true } run)
            {
                return await FindAsync(connection, transaction, site, id);
            }

            await connection.ExecuteAsync(
                "update run set cancelled_by = @Name, cancelled_by_id = @whoId where id = @id", new { id, who.Name, whoId = who.Id },
                transaction);
            if (run.State == RunState.Waiting || IsAbandoned(run))
            {
                await GiveUpAsync(connection, transaction, run with { CancelledBy = who.Name });
            }

            return await FindAsync(connection, transaction, site, id);
        }, cancel);

    public async Task<Run?> FindAsync(string site, string id, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await FindAsync(connection, null, site, id);
    }

    /// <summary>The site's open run; null if there is none.</summary>
    public async Task<Run?> OpenAsync(string site, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await OpenAsync(connection, null, site);
    }

    /// <summary>The site's runs: the open one, then the newest first, then those of a clock that was ahead.</summary>
    public async Task<IReadOnlyList<Run>> ListAsync(string site, int limit, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<RunRow>(
            $"""
            select {Columns} from run where site = @site
            order by case when state in ({Word(RunState.Waiting)}, {Word(RunState.Running)}) then 0
                when requested <= @now then 1 else 2 end, id desc
            limit @limit
            """, new { site, limit, now = clock.GetUtcNow() });
        return [.. rows.Select(row => row.ToRun())];
    }

    /// <summary>When a run of the site was last requested, by clocks that were not ahead; null if never.</summary>
    public async Task<DateTimeOffset?> LastRequestedAsync(string site, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var last = await connection.QuerySingleAsync<string?>(
            "select max(requested) from run where site = @site and requested <= @now", new { site, now = clock.GetUtcNow() });
        return last is null ? null : StoredTypes.ToInstant(last);
    }

    /// <summary>Number of articles imported for the first time after an instant, until now, and not withdrawn.</summary>
    public async Task<int> NewArticlesAsync(string site, DateTimeOffset since, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<int>(
            "select count(*) from article where site = @site and imported > @since and imported <= @now and withdrawn is null",
            new { site, since, now = clock.GetUtcNow() });
    }

    /// <summary>Share of the articles written after a revision: added, changed or withdrawn.</summary>
    public async Task<double> ShareChangedSinceAsync(string site, long revision, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var (changed, all) = await connection.QuerySingleAsync<(long, long)>(
            "select (select count(*) from article where site = @site and revision > @revision), (select count(*) from article where site "
            + "= @site)", new { site, revision });
        return all == 0 ? 0 : (double)changed / all;
    }

    private async Task<Run> AddAsync(DbConnection connection, DbTransaction transaction, string site, RunRequest wish)
    {
        var now = clock.GetUtcNow();
        var id = $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..4]}";
        await connection.ExecuteAsync(
            "insert into run (id, site, reason, who, who_id, force, anew, state, requested) values (@id, @site, @reason, @Name, @whoId, "
            + $"@force, @anew, {Word(RunState.Waiting)}, @now)",
            new
            {
                id, site, reason = EnumWords.Of(wish.Reason), wish.Who.Name, whoId = wish.Who.Id, force = wish.Force ? 1 : 0,
                anew = wish.Anew ? 1 : 0, now,
            },
            transaction);
        return (await FindAsync(connection, transaction, site, id))!;
    }

    private Task<int> GiveUpAsync(DbConnection connection, DbTransaction transaction, Run run) => connection.ExecuteAsync(
        "update run set state = @state, outcome = @outcome, finished = @now where id = @Id",
        new
        {
            run.Id, now = clock.GetUtcNow(), state = EnumWords.Of(run.CancelledBy is null ? RunState.Failed : RunState.Cancelled),
            outcome = run.CancelledBy is { } who ? $"cancelled by {who}" : $"its process ended {run.Attempts} times before completing it",
        }, transaction);

    private static async Task<Run?> OpenAsync(DbConnection connection, DbTransaction? transaction, string site) =>
        (await connection.QueryFirstOrDefaultAsync<RunRow>(
            $"select {Columns} from run where site = @site and state in ({Word(RunState.Waiting)}, {Word(RunState.Running)})",
            new { site }, transaction))?.ToRun();

    private static string Word(RunState state) => $"'{EnumWords.Of(state)}'";

    private static async Task<Run?> FindAsync(DbConnection connection, DbTransaction? transaction, string site, string id) =>
        (await connection.QueryFirstOrDefaultAsync<RunRow>(
            $"select {Columns} from run where site = @site and id = @id", new { site, id }, transaction))?.ToRun();

    private sealed class RunRow
    {
        public required string Id { get; init; }
        public required string Site { get; init; }
        public required string Reason { get; init; }
        public required string Who { get; init; }
        public string? WhoId { get; init; }
        public long Force { get; init; }
        public long Anew { get; init; }
        public required string State { get; init; }
        public DateTimeOffset Requested { get; init; }
        public DateTimeOffset? Started { get; init; }
        public DateTimeOffset? Finished { get; init; }
        public DateTimeOffset? Heartbeat { get; init; }
        public string? Owner { get; init; }
        public long Attempts { get; init; }
        public string? CancelledBy { get; init; }
        public string? CancelledById { get; init; }
        public string? Step { get; init; }
        public string? Stage { get; init; }
        public long ProgressDone { get; init; }
        public long ProgressTotal { get; init; }
        public string? Version { get; init; }
        public string? Outcome { get; init; }
        public required string Steps { get; init; }

        /// <exception cref="StorageException">The row cannot be read.</exception>
        public Run ToRun()
        {
            try
            {
                return Read();
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw new StorageException($"the row of run {Id} cannot be read", e);
            }
        }

        private Run Read() => new()
        {
            Id = Id, Site = Site, Reason = EnumWords.Parse<RunReason>(Reason)!.Value, Who = Who, WhoId = WhoId,
            Force = Force == 1, Anew = Anew == 1, State = EnumWords.Parse<RunState>(State)!.Value,
            Requested = Requested, Started = Started, Finished = Finished, Heartbeat = Heartbeat, Owner = Owner, Attempts = (int)Attempts,
            CancelledBy = CancelledBy, CancelledById = CancelledById,
            Step = EnumWords.Parse<RunStep>(Step), Stage = Stage, ProgressDone = (int)ProgressDone, ProgressTotal = (int)ProgressTotal,
            Version = Version,
            Outcome = Outcome, Steps = StoredJson.Read<IReadOnlyList<StepRecord>>(Steps),
        };
    }
}
