using System.Net;
using System.Text.Json;
using Dapper;
using Recommender.Service.People;
using Recommender.Service.Storage;
using Recommender.Service.Tests.Hostile;
using Recommender.Service.Tests.People;
using Recommender.Service.Tests.Push;
using Recommender.Service.Training;
using Recommender.Service.Watching;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Watching;

public sealed class HealthTests
{
    [Fact]
    public async Task A_failed_run_is_reported_until_one_succeeds_while_blocks_are_served()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        await MetricsTests.TrainAsync(service);
        Assert.Equal("ok", (await LookAsync(service)).Status);

        var run = await MetricsTests.EndRunAsync(service, RunState.Failed);
        var failed = await LookAsync(service);
        await MetricsTests.EndRunAsync(service, RunState.Refused);
        var refused = await LookAsync(service);
        // Cancelled on purpose.
        await MetricsTests.EndRunAsync(service, RunState.Cancelled);
        var cancelled = await LookAsync(service);

        Assert.Equal("degraded", failed.Status);
        Assert.Contains($"recommender runs show {run.Id} --site default", Assert.Single(failed.Reasons), StringComparison.Ordinal);
        Assert.Contains("refused by the gate", Assert.Single(refused.Reasons), StringComparison.Ordinal);
        Assert.Equal("ok", cancelled.Status);
        Assert.Equal(2, (await service.IdsAsync("/v1/default/related?id=harbour-1&limit=2")).Length);
    }

    [Fact]
    public async Task A_model_older_than_the_sites_limit_is_reported()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        await using var service = await RunningService.StartAsync(folder, ("Recommender:Sites:default:Watching:MaxModelAge", "3.00:00:00"));
        await MetricsTests.TrainAsync(service);

        service.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Empty((await LookAsync(service)).Reasons);
        service.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains("the live model is 3 days old", Assert.Single((await LookAsync(service)).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_active_feed_is_silent_after_an_unusually_long_pause()
    {
        // One article every two days, with two longer pauses of nine days.
        var daily = Enumerable.Range(0, 30).Select(i => Of($"daily-{i}", (2 * i) + (i > 10 ? 7 : 0) + (i > 20 ? 7 : 0))).ToArray();
        var folder = await new TestFolder().WithAsync(daily);
        await using var service = await RunningService.StartAsync(folder);
        service.Clock.SetUtcNow(DateTimeOffset.Parse("2027-06-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        // Imported manually, months ago: nothing more is expected.
        Assert.DoesNotContain((await LookAsync(service)).Reasons, reason => reason.Contains("nothing new", StringComparison.Ordinal));

        await service.PutAsync("pushed", new { title = "Pushed", text = "By the site itself.", published = Now });
        service.Clock.Advance(TimeSpan.FromDays(9 * 1.5));
        Assert.DoesNotContain((await LookAsync(service)).Reasons, reason => reason.Contains("nothing new", StringComparison.Ordinal));
        service.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Contains((await LookAsync(service)).Reasons,
            reason => reason.Contains("nothing new for 13.5 days; the usual maximum is 9 days", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Problems_of_the_whole_installation_are_reported()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync());

        var warnings = service.Get<Warnings>()
            .Of(MonitorState.None with { StoreProblem = "the database cannot be written: disk I/O error", FreeBytes = 499_000_000 });

        Assert.Equal([WarningKind.StoreNotWritable, WarningKind.DiskNearlyFull], warnings.Select(warning => warning.Kind));
        Assert.Equal("499 MB are left on the disk, less than the minimum of 500 MB", warnings[1].Sentence);
        Assert.True((await LookAsync(service)).FreeBytes > 0);
    }

    [Fact]
    public async Task A_broken_store_is_reported_and_loaded_blocks_are_still_served()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        await using var service = await RunningService.StartAsync(folder, ("Logging:LogLevel:Default", "None"));
        foreach (var file in Directory.EnumerateFiles(folder.Data, "recommender.db*"))
        {
            await File.WriteAllBytesAsync(file, new byte[8192], TestContext.Current.CancellationToken);
        }

        var health = await LookAsync(service);

        Assert.Equal("degraded", health.Status);
        Assert.Contains(health.Reasons, reason => reason.StartsWith("the database cannot be", StringComparison.Ordinal));
        Assert.Equal(2, (await service.IdsAsync("/v1/default/related?id=harbour-1&limit=2&fallback=true")).Length);
    }

    [Fact]
    public async Task An_unreadable_run_degrades_only_its_site_and_is_logged_once()
    {
        var folder = await (await new TestFolder().WithAsync(Newsroom)).WithAsync("aaa", Of("old"));
        await using var service = await RunningService.StartAsync(folder);
        var run = await MetricsTests.EndRunAsync(service, RunState.Failed);
        var errors = KeptErrors.Of(service);
        using (var database = Database.Open(folder.Data))
        {
            await database.WriteAsync(
                (connection, transaction) =>
                    connection.ExecuteAsync("update run set steps = '[1,' where id = @Id", new { run.Id }, transaction),
                TestContext.Current.CancellationToken);
        }

        await LookAsync(service);
        var health = await LookAsync(service);

        Assert.Contains($"site default: the row of run {run.Id} cannot be read", health.Reasons);
        Assert.DoesNotContain(
            health.Reasons, reason => reason.StartsWith("site aaa", StringComparison.Ordinal) && reason.Contains("cannot be read"));
        Assert.Single(
            errors.All, line => line.Contains(run.Id, StringComparison.Ordinal) && line.Contains("SiteMonitor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_site_without_a_model_gets_a_warning_with_advice()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        Assert.Equal("no model yet: run 'recommender train --site default'", (await service.HealthAsync())
            .GetProperty("sites")[0].GetProperty("warnings")[0].GetString());
    }

    [Fact]
    public async Task Strangers_learn_only_whether_all_is_well_and_others_only_of_their_sites()
    {
        var folder = await (await new TestFolder().WithAsync(Newsroom)).WithAsync("aaa", Of("old"));
        await using var service = await RunningService.StartAsync(folder);
        await Eventually.HoldsAsync(async () => (await service.HealthAsync()).GetProperty("sites").GetArrayLength() == 2);
        using var ofOne = await service.KeyAsync(Role.Viewer, "aaa");
        using var ofNone = await service.KeyAsync(Role.Administrator, "nowhere");
        using var invalid = service.NewClient();
        invalid.DefaultRequestHeaders.Authorization = new("Bearer", "rk_nothing");

        var stranger = await service.Client.GetStringAsync("/healthz", TestContext.Current.CancellationToken);
        Assert.Equal("{\"status\":\"degraded\"}", string.Concat(stranger.Where(character => !char.IsWhiteSpace(character))));
        Assert.Equal(stranger, await invalid.TextAsync("/healthz"));
        var own = await ofOne.TextAsync("/healthz");
        Assert.Contains("aaa", own, StringComparison.Ordinal);
        Assert.DoesNotContain("default", own, StringComparison.Ordinal);
        Assert.Equal(0, JsonSerializer.Deserialize<JsonElement>(await ofNone.TextAsync("/healthz")).GetProperty("sites").GetArrayLength());
    }

    private static async Task<(string Status, string[] Reasons, long? FreeBytes)> LookAsync(RunningService service)
    {
        await service.Get<SiteMonitor>().LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/healthz")).StatusCode);
        var health = await service.HealthAsync();
        return (health.GetProperty("status").GetString()!,
            RunningService.ReasonsOf(health), service.Get<SiteMonitor>().State.FreeBytes);
    }
}
