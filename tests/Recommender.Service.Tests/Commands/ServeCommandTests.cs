using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Recommender.Service.Commands;
using Recommender.Service.Hosting;

namespace Recommender.Service.Tests.Commands;

public sealed class ServeCommandTests
{
    [Fact]
    public async Task Serving_that_ends_because_of_a_worker_is_a_failure()
    {
        using var folder = new TestFolder();
        await using var app = WebHost.Build(Settings(folder), adjust: services => services.AddHostedService<EndingWorker>());
        await using var said = new StringWriter();

        Assert.Equal(CommandLine.Failed, await ServeCommand.ServeAsync(app, said, TestContext.Current.CancellationToken));
        Assert.Contains("without a requested stop", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serving_that_ends_without_a_request_is_a_failure()
    {
        using var folder = new TestFolder();
        await using var app = WebHost.Build(Settings(folder));
        app.Lifetime.ApplicationStarted.Register(app.Lifetime.StopApplication);

        Assert.Equal(CommandLine.Failed, await ServeCommand.ServeAsync(app, TextWriter.Null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Serving_that_is_stopped_on_request_succeeds()
    {
        using var folder = new TestFolder();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var app = WebHost.Build(Settings(folder));
        app.Lifetime.ApplicationStarted.Register(() => stop.CancelAfter(TimeSpan.FromMilliseconds(100)));

        Assert.Equal(CommandLine.Done, await ServeCommand.ServeAsync(app, TextWriter.Null, stop.Token));
    }

    private static Dictionary<string, string?> Settings(TestFolder folder) => new()
    {
        ["Recommender:Data"] = folder.Data, ["Recommender:Models"] = folder.Models, ["urls"] = "http://127.0.0.1:0",
    };

    /// <summary>What no worker of the program does.</summary>
    private sealed class EndingWorker(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            // An earlier failure would be one of the start.
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            throw new InvalidOperationException("this worker ends");
        }
    }
}
