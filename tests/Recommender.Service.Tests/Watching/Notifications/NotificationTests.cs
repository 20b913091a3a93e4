using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Recommender.Service.Tests.Importing;
using Recommender.Service.Training;
using Recommender.Service.Watching.Notifications;
using Recommender.Service.Web;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Watching.Notifications;

public sealed class NotificationTests
{
    private const string Secret = "a secret of this test alone, and long";

    [Fact]
    public async Task A_signed_notification_is_retried_until_accepted_and_is_not_delayed_by_another_webhook()
    {
        await using var chat = await Chat.StartAsync(failures: 2);
        await using var service = await StartAsync(
            ("Recommender:Notify:AllowPrivateAddresses", "true"),
            ("Recommender:Notify:Webhooks:0:Url", $"{chat.Url}/silent"),
            ("Recommender:Notify:Webhooks:1:Url", $"{chat.Url}/hook?token=hidden"), ("Recommender:Notify:Webhooks:1:Secret", Secret),
            ("Recommender:Notify:Webhooks:2:Url", $"{chat.Url}/refused-only"), ("Recommender:Notify:Webhooks:2:Events:0", "runRefused"));
        // The first check finds no model.
        var degraded = await chat.NextAsync("/hook", service);
        var run = await MetricsTests.EndRunAsync(service, RunState.Refused);
        var refused = await chat.NextAsync("/hook", service);

        Assert.Equal(("healthChanged", "degraded"),
            (degraded.Notification.GetProperty("event").GetString(), degraded.Notification.GetProperty("status").GetString()));
        Assert.Contains("no model yet", degraded.Notification.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(("runRefused", "default", run.Id),
            (refused.Notification.GetProperty("event").GetString(), refused.Notification.GetProperty("site").GetString(),
            refused.Notification.GetProperty("run").GetString()));
        Assert.Equal(3, degraded.Attempts);
        var signature = WebhookSignature.Parse(refused.Headers)!;
        Assert.True(signature.Holds(Encoding.UTF8.GetBytes(refused.Body), [Secret]));
        Assert.False(signature.Holds(Encoding.UTF8.GetBytes(refused.Body), [Secret + "!"]));
        var only = await chat.NextAsync("/refused-only", service);
        Assert.Equal(refused.Notification.GetProperty("id").GetString(), only.Notification.GetProperty("id").GetString());
        Assert.False(only.Headers.ContainsKey(WebhookSignature.SignatureHeader));
    }

    [Fact]
    public async Task Private_addresses_are_refused_and_redirects_are_not_followed()
    {
        await using var chat = await Chat.StartAsync(failures: 0);
        await using (var service = await StartAsync(("Recommender:Notify:Webhooks:0:Url", $"{chat.Url}/hook")))
        {
            await LostAsync(service);
        }

        Assert.Empty(chat.Requests);
        await using (var service = await StartAsync(
            ("Recommender:Notify:AllowPrivateAddresses", "true"), ("Recommender:Notify:Webhooks:0:Url", $"{chat.Url}/moved")))
        {
            await LostAsync(service);
        }

        Assert.Equal(["/moved"], chat.Requests);
    }

    [Theory]
    [InlineData("Url", "file:///etc/passwd", "Webhooks:0:Url")]
    [InlineData("Url", "https://name:password@chat.example/hook", "Webhooks:0:Url")]
    [InlineData("Secret", "short", "24 characters")]
    public async Task Invalid_settings_stop_the_start_and_are_not_echoed(string setting, string value, string says)
    {
        var settings = new Dictionary<string, string> { ["Url"] = "https://chat.example/hook", ["Secret"] = Secret, [setting] = value };

        var stopped = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningService.StartAsync(
            null, [.. settings.Select(given => ($"Recommender:Notify:Webhooks:0:{given.Key}", given.Value))]));

        Assert.Contains(says, stopped.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, stopped.Message, StringComparison.Ordinal);
    }

    private static async Task<RunningService> StartAsync(params (string Key, string Value)[] settings) => await RunningService.StartAsync(
        await new TestFolder().WithAsync(Newsroom),
        [("Recommender:Watching:Interval", "00:00:01"), ("Recommender:Notify:RetryDelay", "00:00:00.010"),
            ("Recommender:Notify:MaxRetries", "2"), .. settings]);

    private static Task LostAsync(RunningService service) => Eventually.HoldsAsync(() => service.Get<NotificationOutbox>().Lost > 0);

    /// <summary>A receiver of notifications.</summary>
    private sealed class Chat : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, ConcurrentQueue<Received>> _received = new();
        private readonly SemaphoreSlim _more = new(0);
        private LocalSite _site = null!;
        private int _failures;
        private int _attempts;

        public string Url => _site.Url;

        public IEnumerable<string> Requests => _site.Requests;

        public static async Task<Chat> StartAsync(int failures)
        {
            var chat = new Chat { _site = await LocalSite.StartAsync(), _failures = failures };
            chat._site.Handle("/hook", chat.ReceiveAsync);
            chat._site.Handle("/refused-only", chat.ReceiveAsync);
            chat._site.Handle("/silent", context => Task.Delay(Timeout.Infinite, context.RequestAborted));
            chat._site.Redirect("/moved", "/hook");
            return chat;
        }

        public async Task<Received> NextAsync(string path, RunningService service)
        {
            while (true)
            {
                if (_received.TryGetValue(path, out var queue) && queue.TryDequeue(out var received))
                {
                    return received;
                }

                // The delay before a retry uses the clock of the service.
                service.Clock.Advance(TimeSpan.FromMilliseconds(100));
                await _more.WaitAsync(20, TestContext.Current.CancellationToken);
            }
        }

        public ValueTask DisposeAsync()
        {
            _more.Dispose();
            return _site.DisposeAsync();
        }

        private async Task ReceiveAsync(HttpContext context)
        {
            var attempts = Interlocked.Increment(ref _attempts);
            if (Interlocked.Decrement(ref _failures) >= 0)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            _received.GetOrAdd(context.Request.Path.Value!, _ => new())
                .Enqueue(new Received(body, new HeaderDictionary(context.Request.Headers.ToDictionary()), attempts));
            _more.Release();
        }
    }

    private sealed record Received(string Body, HeaderDictionary Headers, int Attempts)
    {
        public JsonElement Notification { get; } = JsonDocument.Parse(Body).RootElement;
    }
}
