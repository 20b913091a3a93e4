using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Delivery.Load;

namespace Recommender.Service.Tests.Delivery.Load;

public sealed class LateBuildsTests
{
    private static readonly TimeSpan After = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider _clock = new(TestArticles.Now);
    private readonly LateBuilds<string, string> _builds;

    public LateBuildsTests() => _builds = new LateBuilds<string, string>(After, _clock);

    [Fact]
    public async Task A_build_in_time_is_the_answer_and_a_failed_one_is_reported()
    {
        var failures = new List<Exception>();

        Assert.Equal("built", await _builds.TryAsync("a", () => Task.FromResult("built"), failures.Add));
        Assert.Null(await _builds.TryAsync("a", () => throw new InvalidDataException("x"), failures.Add));
        Assert.IsType<InvalidDataException>(Assert.Single(failures));
    }

    [Fact]
    public async Task A_late_build_is_left_to_end_by_itself_and_shared_meanwhile()
    {
        var (building, count) = (new TaskCompletionSource<string>(), 0);
        var first = TryAsync();
        var second = TryAsync();

        _clock.Advance(After);
        Assert.Null(await first);
        Assert.Null(await second);
        var third = TryAsync();
        building.SetResult("built");

        Assert.Equal("built", await third);
        Assert.Equal(1, count);

        Task<string?> TryAsync() => _builds.TryAsync("a", () =>
        {
            Interlocked.Increment(ref count);
            return building.Task;
        }, _ => { }).AsTask();
    }

    [Fact]
    public async Task While_many_late_builds_run_no_further_one_begins()
    {
        var building = new TaskCompletionSource<string>();
        var late = Enumerable.Range(0, 16).Select(i => _builds.TryAsync($"{i}", () => building.Task, _ => { }).AsTask()).ToList();
        _clock.Advance(After);
        await Task.WhenAll(late);

        Assert.Null(await _builds.TryAsync("a", () => Task.FromResult("built"), _ => { }));

        building.SetResult("late");
        await Eventually.HoldsAsync(async () =>
            await _builds.TryAsync("a", () => Task.FromResult("built"), _ => { }) == "built");
    }
}
