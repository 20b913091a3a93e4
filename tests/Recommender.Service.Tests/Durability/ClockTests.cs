using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Clicks;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Models;
using Recommender.Service.Storage;
using Recommender.Service.Tests.Clicks;
using Recommender.Service.Tests.Editing;
using Recommender.Service.Tests.Push;
using Recommender.Service.Training;
using Recommender.Service.Watching;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Durability;

/// <summary>A clock that was ahead for a while leaves rows with dates in the future. They do no harm once it is set back.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private static readonly FakeTimeProvider Ahead = new(Now.AddYears(1));

    private readonly FakeTimeProvider _clock = new(Now);
    private readonly TestFolder _folder = new();
    private Database _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _folder.WithAsync(Newsroom);
        _database = Database.Open(_folder.Data);
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("elsewhere/1/1", true)]
    [InlineData(null, false)]
    public async Task A_run_with_a_heartbeat_in_the_future_blocks_nobody_unless_its_process_is_alive(string? owner, bool isAbandoned)
    {
        await new RunStore(_database, Ahead).ClaimAsync(SiteStore.Default, RunRequest.Operator, owner ?? RunOwner.Current, Cancel);
        var runs = new RunStore(_database, _clock);

        var claimed = await runs.ClaimAsync(SiteStore.Default, RunRequest.Operator, "elsewhere/2/1", Cancel);

        Assert.Equal(isAbandoned, claimed is not null);
        // Nor does a process whose clock is ahead take a run from a living one.
        Assert.Equal(isAbandoned, new RunStore(_database, new FakeTimeProvider(Now.AddYears(3))).IsAbandoned(
            (await runs.OpenAsync(SiteStore.Default, Cancel))!));
        Assert.Equal(RunState.Running, (await runs.OpenAsync(SiteStore.Default, Cancel))!.State);
    }

    [Fact]
    public async Task Runs_of_the_future_are_neither_the_last_ones_nor_do_they_defer_the_schedule()
    {
        using var host = _folder.Host(("Recommender:Training:Cron", "0 4 * * *"));
        var (schedule, runs) = (host.Services.GetRequiredService<RunSchedule>(), host.Services.GetRequiredService<RunStore>());
        var future = new RunStore(_database, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddYears(1)));
        var wrong = (await future.ClaimAsync(SiteStore.Default, RunRequest.Operator, "elsewhere/1/1", Cancel))!;
        await future.FinishAsync(wrong, RunState.Failed, "a clock was wrong", Cancel);

        // The articles of this test are older than the schedule's last time.
        Assert.Null(await runs.LastRequestedAsync(SiteStore.Default, Cancel));
        var right = (await runs.ClaimAsync(SiteStore.Default, RunRequest.Operator, "elsewhere/1/2", Cancel))!;
        await runs.FinishAsync(right, RunState.Done, "all is well", Cancel);

        Assert.Equal([right.Id, wrong.Id], (await runs.ListAsync(SiteStore.Default, 9, Cancel)).Select(run => run.Id));
        var next = (await schedule.NextAsync(SiteStore.Default, Cancel))!.Value - TimeProvider.System.GetUtcNow();
        Assert.InRange(next, TimeSpan.FromDays(-1), TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task A_site_made_in_the_future_is_trained_at_once_and_its_articles_of_the_future_do_not_start_one_run_after_another()
    {
        var ahead = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddYears(1));
        await new SiteStore(_database, ahead).EnsureAsync("late", Cancel);
        await new ArticleStore(_database, ahead).SaveAsync("late", Newsroom, Cancel);
        using var host = _folder.Host(("Recommender:Training:Cron", "0 4 * * *"), ("Recommender:Training:AfterNewArticles", "3"));
        var (schedule, runs) = (host.Services.GetRequiredService<RunSchedule>(), host.Services.GetRequiredService<RunStore>());

        Assert.Equal(RunReason.Schedule, await schedule.DueAsync("late", Cancel));
        var run = (await runs.ClaimAsync("late", RunRequest.Operator, "elsewhere/1/1", Cancel))!;
        await runs.FinishAsync(run, RunState.Done, "all is well", Cancel);

        Assert.Null(await schedule.DueAsync("late", Cancel));
    }

    [Fact]
    public async Task A_model_retired_in_the_future_is_not_the_one_that_was_live_before()
    {
        var models = new ModelStore(_database);
        foreach (var (version, clock) in new[]
        {
            ("20270601-000000-aa", Ahead), ("20270601-000001-aa", Ahead), ("20260601-000000-aa", _clock),
        })
        {
            await models.AddCandidateAsync(SiteStore.Default, version, clock.GetUtcNow(), Cancel);
            await models.MakeLiveAsync(
                SiteStore.Default, version, new ModelChange { At = clock.GetUtcNow(), Who = "olga", Action = ModelAction.Promoted },
                cancel: Cancel);
        }

        Assert.Equal(
            ["20260601-000000-aa", "20270601-000001-aa", "20270601-000000-aa"],
            (await models.ServingAsync(SiteStore.Default, Cancel)).Select(model => model.Version));
    }

    [Fact]
    public async Task Days_of_the_future_are_in_no_report_and_make_nothing_most_read()
    {
        await using var service = await RunningService.StartAsync(_folder.Lent(), ("Recommender:Clicks:ManyClients", "1"));
        var future = Counting.Today.AddYears(1);
        await service.Get<EvidenceStore>().PutAsync(
            (EvidenceAbout.Page, ArticleKey.Of("choir"), 0, future, 1000, 10), (EvidenceAbout.Site, "", 0, future, 1000, 10),
            (EvidenceAbout.Page, ArticleKey.Of("harbour-1"), 0, Counting.Today, 20, 2), (EvidenceAbout.Site, "", 0, Counting.Today, 20, 2));
        await service.Get<ClickStore>().PutAsync(
            ("harbour-1", "choir", 1, BlockSource.Model, future, 1000, 10),
            ("harbour-1", "choir", 1, BlockSource.Model, Counting.Today, 20, 2));

        var snapshot = service.Get<Recommender.Service.Blocks.Snapshots.SiteSnapshots>().Find(SiteStore.Default)!;
        var report = await service.Get<Recommender.Service.Clicks.Reporting.ReportQuery>().ReadAsync(snapshot, 28, Cancel);

        Assert.Equal((20, 20), (report.Total.Impressions, report.Clients));
        Assert.Equal(ArticleKey.Of("harbour-1"), Assert.Single(await service.Get<MostRead>().OfAsync(snapshot, Cancel)).Page);
    }

    [Fact]
    public async Task Articles_that_arrived_in_the_future_do_not_hide_that_a_feed_is_silent()
    {
        await new ArticleStore(_database, Ahead).SaveAsync(SiteStore.Default, [Of("ahead")], Cancel);
        await new ArticlePushStore(_database, Ahead).PushAsync(SiteStore.Default, [new ArticlePush("ahead", null)], Cancel);

        var (last, isPushed) = await new ArrivalStore(_database).LastAsync(
            SiteStore.Default, TimeProvider.System.GetUtcNow().AddMinutes(1), Cancel);

        Assert.True(isPushed);
        Assert.InRange(TimeProvider.System.GetUtcNow() - last!.Value, TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task An_article_that_was_pushed_in_the_future_can_be_pushed_again()
    {
        await new ArticlePushStore(_database, Ahead).PushAsync(SiteStore.Default, [new ArticlePush("ahead", Of("ahead"))], Cancel);

        var changed = Of("ahead", text: "Another text.");
        var outcome = await new ArticlePushStore(_database, _clock).PushAsync(
            SiteStore.Default, [new ArticlePush("ahead", changed, Now), new ArticlePush("ahead", Of("ahead"), Now.AddMinutes(-1))], Cancel);

        Assert.Equal([PushOutcome.Changed, PushOutcome.Outdated], outcome);
    }

    [Fact]
    public async Task A_clock_that_is_set_a_year_ahead_and_back_stops_nothing_and_deletes_no_counts()
    {
        await using var service = await RunningService.StartAsync(_folder.Lent(), new SetClock(), ("Recommender:Clicks:KeepDays", "30"));
        await service.Get<ClickStore>().PutAsync(("harbour-1", "choir", 1, BlockSource.Model, Counting.Today, 20, 2));
        foreach (var at in new[] { Now.AddYears(1), Now.AddDays(-300), Now.AddMinutes(1) })
        {
            service.Clock.AdjustTime(at);
            await service.ServeAsync("harbour-1", "harbour-2");
            await service.ServeAsync("harbour-1", "harbour-2");
            Assert.Equal(201, (await service.PutAsync($"at-{at:yyyyMMdd}", new { title = "Pushed", text = "Of any time." })).Status);
            await service.MakeAsync(RuleRequests.Pin("harbour-1", "choir", 1));
            await service.Get<ClickRetention>().RunAsync(Cancel);
            await service.Get<SiteMonitor>().LookAsync(Cancel);
            Assert.Equal("degraded", (await service.HealthAsync()).GetProperty("status").GetString());
            Assert.All(await service.ReasonsAsync(), reason => Assert.Contains("no model yet", reason, StringComparison.Ordinal));
        }

        Assert.Single(await service.RowsAsync());
        // Time that really passes deletes them.
        ((SetClock)service.Clock).Pass(TimeSpan.FromDays(31));
        await service.Get<ClickRetention>().RunAsync(Cancel);
        Assert.Empty(await service.RowsAsync());
    }

    /// <summary>Its timestamps go on steadily, whatever it is set to, like those of a machine.</summary>
    private sealed class SetClock() : FakeTimeProvider(Now)
    {
        private readonly long _began = TimeProvider.System.GetTimestamp();
        private TimeSpan _passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => (TimeProvider.System.GetElapsedTime(_began) + _passed).Ticks;

        public void Pass(TimeSpan time)
        {
            _passed += time;
            Advance(time);
        }
    }
}
