using Microsoft.Extensions.Logging;
using Recommender.Service.Tests.Hostile;
using Recommender.Service.Workers;

namespace Recommender.Service.Tests.Workers;

public sealed class GuardedTests
{
    public static TheoryData<Exception> Failures =>
    [
        new InvalidOperationException("bad state"), new NotSupportedException("no such thing"), new ArgumentException("too deep"),
        new AggregateException(new FormatException("bad form")), new TaskCanceledException("its own time was over"),
        new OperationCanceledException("given up"),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failed_round_is_logged_once_with_its_stack_trace_and_repeated(Exception failure)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var log = new KeptErrors();
        var health = new WorkHealth(TimeProvider.System);
        FailingWork? failing = null;
        var rounds = 0;

        await Guarded.RepeatAsync(log.CreateLogger("test"), health.Of("alpha", "its work"), _ => RoundAsync(), stop.Token);

        Assert.Equal(3, rounds);
        var line = Assert.Single(log.All);
        Assert.Contains("alpha: its work", line, StringComparison.Ordinal);
        Assert.Contains(nameof(RoundAsync), line, StringComparison.Ordinal);
        Assert.Equal(("alpha", "its work", 2), (failing!.Site, failing.What, failing.Times));
        Assert.Empty(health.Failing);
        Assert.Equal(("alpha", "its work", 2L), Assert.Single(health.Failures));

        async Task RoundAsync()
        {
            if (++rounds < 3)
            {
                throw failure;
            }

            failing = health.Failing[0];
            await stop.CancelAsync();
        }
    }

    [Fact]
    public void Work_is_failing_until_a_try_succeeds_and_another_failure_of_it_is_logged_again()
    {
        var health = new WorkHealth(TimeProvider.System);
        var duty = health.Of(null, "its work");

        Assert.True(duty.Failed(new IOException("disk full: /secret")));
        Assert.False(duty.Failed(new IOException("disk full: /secret")));
        Assert.True(duty.Failed(new IOException("no such folder")));
        Assert.Equal(("see the log", 3), (Assert.Single(health.Failing).Problem, health.Failing[0].Times));

        Assert.Equal(3, duty.Succeeded());
        Assert.Empty(health.Failing);
        Assert.Equal(0, duty.Succeeded());
        Assert.Same(duty, health.Of(null, "its work"));
        Assert.True(duty.Failed(new IOException("no such folder")));
    }

    [Fact]
    public async Task A_shutdown_is_not_a_failure()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var log = new KeptErrors(LogLevel.Trace);

        var duty = new WorkHealth(TimeProvider.System).Of(null, "its work");
        var work = Guarded.RepeatAsync(log.CreateLogger("test"), duty, cancel => Task.Delay(Timeout.Infinite, cancel), stop.Token);
        await stop.CancelAsync();
        await work;

        Assert.Empty(log.All);
    }

    [Fact]
    public void Retries_of_each_key_are_delayed_increasingly_up_to_a_maximum()
    {
        var retries = new Retries<(string Site, string Version)>(TimeSpan.FromSeconds(2));

        Assert.True(retries.IsDue(("alpha", "1")));
        Assert.Equal([0.25, 0.5, 1, 2, 2], Enumerable.Range(0, 5).Select(_ => retries.Failed(("alpha", "1")).TotalSeconds));
        Assert.False(retries.IsDue(("alpha", "1")));
        Assert.True(retries.IsDue(("beta", "1")));
        Assert.True(retries.IsDue(("alpha", "2")));

        retries.Succeeded(("alpha", "1"));
        Assert.True(retries.IsDue(("alpha", "1")));
        Assert.Equal(0.25, retries.Failed(("alpha", "1")).TotalSeconds);
    }
}
