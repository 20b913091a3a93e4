using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Articles;
using Recommender.Service.Storage;
using Recommender.Service.Training;

namespace Recommender.Service.Tests.Training;

public sealed class RunStoreTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(TestArticles.Now);
    private Database _database = null!;
    private RunStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        await _folder.WithAsync();
        _database = Database.Open(_folder.Data);
        _store = new RunStore(_database, _clock);
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_site_has_one_open_run_and_one_process_working_on_it()
    {
        var (asked, isNew) = await _store.RequestAsync(SiteStore.Default, RunRequest.Operator, TestContext.Current.CancellationToken);
        Assert.True(isNew);
        Assert.Equal((asked.Id, false),
            (await _store.RequestAsync(SiteStore.Default, RunRequest.Operator, TestContext.Current.CancellationToken)) is var (
            again, second) ? (again.Id, second) : default);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ClaimAsync($"elsewhere/{i}/1")));

        Assert.Equal(asked.Id, Assert.Single(claims.OfType<Run>()).Id);
    }

    [Fact]
    public async Task A_run_without_heartbeat_is_claimed_by_another_process_and_later_writes_of_the_first_are_ignored()
    {
        var lost = (await ClaimAsync("elsewhere/1/1"))!;
        _clock.Advance(RunStore.LeaseLasts);
        Assert.Null(await ClaimAsync("elsewhere/2/1"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        var taken = (await ClaimAsync("elsewhere/2/1"))!;

        Assert.Equal((lost.Id, 2), (taken.Id, taken.Attempts));
        Assert.Null(await _store.BeatAsync(lost, TestContext.Current.CancellationToken));
        Assert.Equal(0, await _store.FinishAsync(lost, RunState.Done, "", TestContext.Current.CancellationToken));
        Assert.Equal(1, await _store.FinishAsync(taken, RunState.Done, "", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_run_of_an_ended_process_on_this_machine_is_claimed_at_once()
    {
        var left = (await ClaimAsync($"{Environment.MachineName}/{Environment.ProcessId}/0"))!;

        Assert.Equal(left.Id, (await ClaimAsync(RunOwner.Current))!.Id);
        Assert.Null(await ClaimAsync("elsewhere/1/1"));
    }

    [Fact]
    public async Task A_run_that_repeatedly_ends_its_process_is_given_up()
    {
        var first = (await ClaimAsync("elsewhere/0/1"))!;
        for (var i = 1; i < RunStore.MaxAttempts; i++)
        {
            _clock.Advance(RunStore.LeaseLasts * 2);
            Assert.Equal(first.Id, (await ClaimAsync($"elsewhere/{i}/1"))!.Id);
        }

        _clock.Advance(RunStore.LeaseLasts * 2);
        Assert.NotEqual(first.Id, (await ClaimAsync("elsewhere/9/1"))!.Id);
        Assert.Equal(RunState.Failed, (await _store.FindAsync(SiteStore.Default, first.Id, TestContext.Current.CancellationToken))!.State);
    }

    [Fact]
    public async Task Cancelling_ends_a_waiting_run_at_once_and_signals_a_running_one()
    {
        var (waiting, _) = await _store.RequestAsync(SiteStore.Default, RunRequest.Operator, TestContext.Current.CancellationToken);
        var (anna, cancel) = (new Author("person:1", "anna"), TestContext.Current.CancellationToken);
        Assert.Equal(RunState.Cancelled, (await _store.CancelAsync(SiteStore.Default, waiting.Id, anna, cancel))!.State);

        var running = (await ClaimAsync("elsewhere/1/1"))!;
        Assert.True((await _store.CancelAsync(SiteStore.Default, running.Id, anna, cancel))!.IsOpen);
        var seen = (await _store.BeatAsync(running, cancel))!;
        Assert.Equal(("anna", "person:1"), (seen.CancelledBy, seen.CancelledById));
    }

    private Task<Run?> ClaimAsync(string owner) =>
        _store.ClaimAsync(SiteStore.Default, RunRequest.Operator, owner, TestContext.Current.CancellationToken);
}
