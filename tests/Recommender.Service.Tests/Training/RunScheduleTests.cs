using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Configuration;
using Recommender.Service.Storage;
using Recommender.Service.Training;

namespace Recommender.Service.Tests.Training;

public class RunScheduleTests
{
    // 12:00 UTC is 14:00 in Berlin in summer.
    [Fact]
    public async Task The_schedule_is_in_the_sites_time_zone_and_a_missed_one_runs_once()
    {
        await using var site = await ScheduledAsync(
            ("Recommender:Sites:default:Training:Cron", "30 3 * * *"), ("Recommender:Sites:default:TimeZone", "Europe/Berlin"));

        Assert.Null(await site.DueAsync());
        Assert.Equal(At("2026-06-02T01:30:00Z"), await site.Schedule.NextAsync(SiteStore.Default, TestContext.Current.CancellationToken));
        site.Clock.SetUtcNow(At("2026-06-02T01:29:59Z"));
        Assert.Null(await site.DueAsync());
        site.Clock.SetUtcNow(At("2026-06-09T12:00:00Z"));
        Assert.Equal(RunReason.Schedule, await site.DueAsync());

        await site.Runs.RequestAsync(SiteStore.Default, RunRequest.Operator, TestContext.Current.CancellationToken);
        Assert.Null(await site.DueAsync());
        Assert.Equal(At("2026-06-10T01:30:00Z"), await site.Schedule.NextAsync(SiteStore.Default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Enough_new_articles_since_the_last_run_start_one()
    {
        await using var site = await ScheduledAsync(("Recommender:Training:AfterNewArticles", "3"));
        await site.Runs.RequestAsync(SiteStore.Default, RunRequest.Operator, TestContext.Current.CancellationToken);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.ImportAsync("a", "b");
        Assert.Null(await site.DueAsync());

        await site.ImportAsync("b", "c");
        Assert.Equal(RunReason.NewArticles, await site.DueAsync());
    }

    [Fact]
    public async Task Without_a_schedule_nothing_is_ever_due()
    {
        await using var site = await ScheduledAsync();
        site.Clock.Advance(TimeSpan.FromDays(1000));

        Assert.Null(await site.DueAsync());
        Assert.Null(await site.Schedule.NextAsync(SiteStore.Default, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Recommender:Training:Cron", "every day")]
    [InlineData("Recommender:Sites:default:Training:Cron", "61 * * * *")]
    [InlineData("Recommender:Training:MemoryMegabytes", "50")]
    [InlineData("Recommender:Gate:MaxDead", "2")]
    public void An_invalid_setting_stops_the_start(string key, string value)
    {
        using var folder = new TestFolder();

        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => folder.Host((key, value)));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<Scheduled> ScheduledAsync(params (string Key, string Value)[] settings)
    {
        var folder = new TestFolder();
        var clock = new FakeTimeProvider(TestArticles.Now);
        var database = Database.Open(folder.Data);
        var sites = new SiteStore(database, clock);
        await sites.EnsureAsync(SiteStore.Default, TestContext.Current.CancellationToken);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value))
            .Build();
        var runs = new RunStore(database, clock);
        return new Scheduled(folder, database, clock, runs, new RunSchedule(
            runs, sites, new SiteSettings<RunOptions>(configuration, RunOptions.Section),
            new SiteSettings<TimeZoneOptions>(configuration, TimeZoneOptions.Section, own: ""), clock));
    }

    private sealed record Scheduled(TestFolder Folder, Database Database, FakeTimeProvider Clock, RunStore Runs, RunSchedule Schedule)
        : IAsyncDisposable
    {
        public Task<RunReason?> DueAsync() => Schedule.DueAsync(SiteStore.Default, TestContext.Current.CancellationToken);

        public Task ImportAsync(params string[] ids) => new ArticleStore(Database, Clock).SaveAsync(
            SiteStore.Default, [.. ids.Select(id => TestArticles.Of(id))], TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync()
        {
            Database.Dispose();
            Folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
