using Microsoft.AspNetCore.Http;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery;

namespace Recommender.Service.Tests.Delivery;

public class LoadedMiddlewareTests
{
    private readonly SiteSnapshots _snapshots = new();
    private int _passed;

    [Fact]
    public async Task A_request_waits_until_the_sites_are_loaded()
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
    public async Task Health_requests_are_answered_immediately()
    {
        await InvokeAsync("/healthz/ready", TestContext.Current.CancellationToken);
        Assert.Equal(1, _passed);
    }

    [Fact]
    public async Task A_request_is_not_forwarded_after_the_client_disconnects()
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
