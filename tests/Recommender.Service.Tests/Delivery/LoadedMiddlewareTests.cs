using Microsoft.AspNetCore.Http;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery;

namespace Recommender.Service.Tests.Delivery;

public class LoadedMiddlewareTests
{
    private readonly SiteSnapshots _snapshots = new();
    private int _passed;

    [Fact]
    public async Task A_request_that_comes_before_the_sites_are_read_waits_for_them()
    {
        // Without the wait, the call would come back when the request has passed.
        var asked = InvokeAsync("/v1/default/related", TestContext.Current.CancellationToken);
        Assert.Equal((false, 0), (asked.IsCompleted, _passed));

        _snapshots.MarkLoaded();
        await asked.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await InvokeAsync("/v1/default/related", TestContext.Current.CancellationToken);
        Assert.Equal(2, _passed);
    }

    [Fact]
    public async Task Whoever_watches_the_service_is_answered_at_once()
    {
        await InvokeAsync("/healthz/ready", TestContext.Current.CancellationToken);
        Assert.Equal(1, _passed);
    }

    [Fact]
    public async Task Who_went_away_is_not_answered()
    {
        using var gone = new CancellationTokenSource();
        var asked = InvokeAsync("/", gone.Token);
        await gone.CancelAsync();
        await asked.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(0, _passed);
    }

    private Task InvokeAsync(string path, CancellationToken aborted) =>
        new LoadedMiddleware(
            _ =>
            {
                _passed++;
                return Task.CompletedTask;
            },
            _snapshots).InvokeAsync(new DefaultHttpContext { Request = { Path = path }, RequestAborted = aborted });
}
