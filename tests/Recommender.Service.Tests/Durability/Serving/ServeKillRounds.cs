using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Storage;
using Recommender.Service.Tests.People;
using Recommender.Service.Tests.Training.Gate;
using Recommender.Service.Training;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>
/// One store that is served, used by all kinds of clients at once and killed, again and again. After each start everything that was
/// acknowledged must be there, and what had no answer either whole or not at all.
/// </summary>
internal sealed class ServeKillRounds(TestFolder folder, int seed)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Ledger _ledger = new(seed);
    private readonly BeaconTally _tally = new();
    private readonly List<KillClient> _clients = [];
    private TimeSpan _usualStart = TimeSpan.FromSeconds(2);
    private (long At, TimeSpan WriteEvery)? _kill;

    /// <summary>Number of kills by their moment.</summary>
    public SortedDictionary<string, int> Moments { get; } = new(StringComparer.Ordinal);

    public Ledger Ledger => _ledger;

    public BeaconTally Tally => _tally;

    /// <summary>Changes that were acknowledged, without beacons.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>The time that starts, comparisons and load took.</summary>
    public (TimeSpan Starts, TimeSpan Comparisons, TimeSpan Load) Took { get; private set; }

    /// <summary>Makes the site, its model, and the keys and people of the clients.</summary>
    public async Task PrepareAsync()
    {
        await folder.WithAsync(GateSite.Articles());
        await File.WriteAllTextAsync(Path.Combine(folder.Root, "appsettings.json"), JsonSerializer.Serialize(new
        {
            Recommender = new
            {
                Clicks = new { BeaconsPerMinute = 1_000_000, MaxPerPage = 1_000_000, MaxPerClient = 1_000_000 },
                SignIn = new { TriesPerMinute = 10_000 }, Serving = new { UncachedPerSecond = 0 }, Lanes = new { ClientShare = 1 },
                Ranking = new { Learned = false },
                Sites = new { @default = new { Push = new { WebhookSecrets = new[] { WebhookClient.Secret } } } },
            },
        }));
        await folder.TrainAsync(RunRequest.Operator);
        // Ranked after each start; and long, so that the log fills fast.
        var words = string.Concat(Enumerable.Repeat($"{new string('w', 500)} ", 500));
        await folder.WithAsync([.. Enumerable.Range(0, 8).Select(i => TestArticles.Of($"long-{i}", section: "Long", text: words))]);
        using var host = folder.Host();
        var (keys, people) = (host.Services.GetRequiredService<ApiKeyStore>(), host.Services.GetRequiredService<PersonStore>());
        var editor = (await people.AddAsync("Mila Brandt", "mila", SiteStore.Default, Role.Editor, Actor.Operator))!;
        await people.SetPasswordAsync(editor.Id, host.Services.GetRequiredService<PasswordCheck>().Hash(Guests.Password), Actor.Operator);
        var programs = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            programs.Add((await keys.AddAsync(
                "a program", SiteRoles.AllSites, Role.Administrator, DateTimeOffset.MaxValue, Actor.Operator)).Secret);
        }

        AddClients(programs);
    }

    /// <returns>The differences that the server showed after its start, and wrong answers until its kill.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(ServeRoundPlan round, bool checkAll)
    {
        var (began, wrong) = (Stopwatch.GetTimestamp(), new List<string>());
        if (checkAll)
        {
            wrong.AddRange(await ServeStore.FaultsAsync(folder.Data));
        }

        using var server = new KilledServer(folder, round.WriteEvery);
        if (round.Aim == KillAim.DuringStart)
        {
            await Task.Delay(_usualStart * (1.5 * round.At));
            Kill(server, round, server.AddressAsync().IsCompleted ? "just started" : "during the start");
            return wrong;
        }

        using var wire = new Wire(await server.AddressAsync() ?? throw new DurabilityException($"it did not start: {server.Said}"));
        var started = Stopwatch.GetElapsedTime(began);
        _usualStart = (_usualStart * 0.7) + (started * 0.3);
        wrong.AddRange(await CheckAsync(wire, checkAll));
        var compared = Stopwatch.GetElapsedTime(began) - started;
        await LoadAsync(server, wire, round);
        Took = (Took.Starts + started, Took.Comparisons + compared, Took.Load + Stopwatch.GetElapsedTime(began) - started - compared);
        Acknowledged += wire.Acknowledged;
        return [.. wrong, .. wire.Wrong];
    }

    /// <summary>Starts the server once more and compares everything.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        var faults = await ServeStore.FaultsAsync(folder.Data);
        using var server = new KilledServer(folder, TimeSpan.FromSeconds(1));
        using var wire = new Wire(await server.AddressAsync() ?? throw new DurabilityException($"it did not start: {server.Said}"));
        return [.. faults, .. await CheckAsync(wire, all: true), .. wire.Wrong];
    }

    private async Task<IReadOnlyList<string>> CheckAsync(Wire wire, bool all)
    {
        var beacons = _kill is { } kill ? _tally.Check(await ServeStore.CountsAsync(folder.Data), kill.At, kill.WriteEvery) : [];
        _kill = null;
        return [.. beacons, .. await _ledger.CheckAsync(wire, all)];
    }

    private async Task LoadAsync(KilledServer server, Wire wire, ServeRoundPlan round)
    {
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var last = 1 + (int)(round.At * 40);
        if (round.Aim == KillAim.AtAcknowledgement)
        {
            // The answer is not even booked yet: the thread that received it kills.
            wire.OnAcknowledged = () => KillAt(wire.Acknowledged == last, "at an acknowledgement");
        }

        var working = _clients.Select(client => Task.Run(() => client.RunAsync(wire))).ToList();
        if (round.Aim != KillAim.AtAcknowledgement)
        {
            var moment = await MomentAsync(wire, round);
            KillAt(true, moment);
        }

        await killed.Task.WaitAsync(Longest);
        await Task.WhenAll(working).WaitAsync(Longest);

        void KillAt(bool now, string moment)
        {
            if (now && !killed.Task.IsCompleted)
            {
                wire.End();
                Kill(server, round, moment);
                killed.TrySetResult();
            }
        }
    }

    /// <summary>Waits for the moment of the kill.</summary>
    /// <returns>What the moment is called.</returns>
    private async Task<string> MomentAsync(Wire wire, ServeRoundPlan round)
    {
        switch (round.Aim)
        {
            case KillAim.InBurst:
                await Task.Delay(TimeSpan.FromSeconds(0.2 + (0.6 * round.At)));
                return await UntilAsync(() => wire.UnderWay >= _clients.Count - 2) ? "in a burst" : "at any moment";
            case KillAim.InCheckpoint:
                var (file, before) = (Database.FileIn(folder.Data), File.GetLastWriteTimeUtc(Database.FileIn(folder.Data)));
                bool IsCopied() => File.GetLastWriteTimeUtc(file) != before;
                await Task.Delay(TimeSpan.FromSeconds(0.3 * round.At));
                _ = Task.Run(() => ServeStore.FillLogAsync(folder.Data, () => wire.IsOver || IsCopied()));
                return await UntilAsync(IsCopied) ? "in a checkpoint" : "before a checkpoint";
            default:
                var seconds = round.Aim == KillAim.AfterCounting ? 6.5 + (2 * round.At) : 0.3 + (1.2 * round.At);
                await Task.Delay(TimeSpan.FromSeconds(seconds));
                return round.Aim == KillAim.AfterCounting ? "after some seconds" : "at any moment";
        }
    }

    private static async Task<bool> UntilAsync(Func<bool> holds)
    {
        var began = Stopwatch.GetTimestamp();
        while (!holds() && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(8))
        {
            await Task.Delay(1);
        }

        return holds();
    }

    private void Kill(KilledServer server, ServeRoundPlan round, string moment)
    {
        if (_kill is null || round.Aim != KillAim.DuringStart)
        {
            _kill = (Stopwatch.GetTimestamp(), round.WriteEvery);
        }

        var name = server.Kill() ? moment : "after its own end";
        Moments[name] = Moments.GetValueOrDefault(name) + 1;
    }

    private void AddClients(IReadOnlyList<string> keys)
    {
        string[] pages =
            [.. Enumerable.Range(RulePlace.Articles, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"part-{i}"))];
        _clients.AddRange([
            new PushClient(_ledger, 0, keys[0], seed + 1), new PushClient(_ledger, 1, keys[0], seed + 2),
            new WebhookClient(_ledger, keys[0], seed + 3),
            new ApiRuleClient(_ledger, "first", keys[1], RulePlace.Of(pages[0], pages[1]), seed + 4),
            new ApiRuleClient(_ledger, "second", keys[2], RulePlace.Of(pages[2], pages[3]), seed + 5),
            new DeskRuleClient(_ledger, "desk", keys[1], ("mila", Guests.Password), RulePlace.Of(pages[4], pages[5]), seed + 6),
            new BlockClient(_ledger, keys[3], pages[6..9], seed + 7),
            new AccessClient(_ledger, "north", keys[4], seed + 8), new AccessClient(_ledger, "south", keys[5], seed + 9),
            new ReaderClient(_ledger, _tally, pages[9..], seed + 10), new ReaderClient(_ledger, _tally, pages[9..], seed + 11),
        ]);
    }
}
