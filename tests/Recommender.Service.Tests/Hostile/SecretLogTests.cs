using System.Net;
using Microsoft.Extensions.Logging;
using Recommender.Service.Tests.Importing;
using Recommender.Service.Tests.Watching;
using Recommender.Service.Training;

namespace Recommender.Service.Tests.Hostile;

/// <summary>Secrets of caches and webhooks, and addresses that contain some, are in no line of the log, whatever fails.</summary>
public sealed class SecretLogTests
{
    private const string Secret = "kept-secret-of-this-test-alone-and-long";

    [Fact]
    public async Task Purges_notifications_and_webhooks_that_fail_log_no_secret()
    {
        await using var site = await LocalSite.StartAsync();
        var status = HttpStatusCode.ServiceUnavailable;
        foreach (var path in new[] { "/purge", "/hook" })
        {
            site.Handle(path, context =>
            {
                context.Response.StatusCode = (int)status;
                return Task.CompletedTask;
            });
        }

        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(TestArticles.Newsroom),
            ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:System.Net.Http", "Trace"),
            ("Recommender:Sites:default:Purge:Kind", "nginx"), ("Recommender:Sites:default:Purge:Url", $"{site.Url}/purge"),
            ("Recommender:Sites:default:Purge:Secret", Secret),
            ("Recommender:Notify:AllowPrivateAddresses", "true"), ("Recommender:Notify:Webhooks:0:Url", $"{site.Url}/hook?token={Secret}"),
            ("Recommender:Notify:Webhooks:0:Secret", Secret), ("Recommender:Notify:MaxRetries", "1"),
            ("Recommender:Notify:RetryDelay", "00:00:00.010"), ("Recommender:Watching:Interval", "00:00:01"),
            ("Recommender:Sites:default:Push:WebhookSecrets:0", Secret));
        using var log = KeptErrors.Of(service, LogLevel.Trace);

        // Another failure than the one at the start, then no server at all.
        status = HttpStatusCode.InternalServerError;
        await FailsAsync(service, log, "purging the cache failed");
        await MetricsTests.EndRunAsync(service, RunState.Refused);
        await FailsAsync(service, log, "did not accept");
        await site.DisposeAsync();
        await FailsAsync(service, log, "refused");
        var told = await service.Client.PostAsync(
            "/v1/default/webhook", new StringContent($"{{\"secret\":\"{Secret}\"}}", null, "application/json"),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, told.StatusCode);
        Assert.DoesNotContain(log.All, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    private static Task FailsAsync(RunningService service, KeptErrors log, string words) => Eventually.HoldsAsync(
        () => log.All.Any(line => line.Contains(words, StringComparison.OrdinalIgnoreCase)),
        meanwhile: () => service.Clock.Advance(TimeSpan.FromSeconds(1)));
}
