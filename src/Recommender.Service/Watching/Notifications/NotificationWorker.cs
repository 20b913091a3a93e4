using System.Net.Http.Headers;
using System.Text;
using Polly.Timeout;
using Recommender.Service.Storage;
using Recommender.Service.Web;
using Recommender.Service.Workers;

namespace Recommender.Service.Watching.Notifications;

/// <summary>Sends waiting notifications to each webhook in order. A webhook that does not respond does not delay the others.</summary>
internal sealed partial class NotificationWorker(
    NotificationOutbox notices, IHttpClientFactory clients, WorkHealth health, TimeProvider clock, ILogger<NotificationWorker> log)
        : BackgroundService
{
    public const string ClientName = "webhooks";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(notices.Queues.Select(queue => SendAllAsync(queue, stoppingToken)));

    private Task SendAllAsync(NotificationQueue queue, CancellationToken stop) => Guarded.RepeatAsync(
        log, health.Of(null, $"the queue of the webhook at {queue.Webhook.Address!.Host}"),
        async cancel => await SendAsync(queue.Webhook, await queue.Channel.Reader.ReadAsync(cancel), cancel),
        stop);

    private async Task SendAsync(WebhookOptions webhook, Notification notice, CancellationToken stop)
    {
        var (host, kind) = (webhook.Address!.Host, EnumWords.Of(notice.Event));
        var duty = health.Of(null, $"notifications to the webhook at {host}");
        using var trace = Traces.Of(notice.Site ?? "", $"notice {kind}");
        try
        {
            using var request = Sign(webhook, notice);
            using var answer = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (answer.IsSuccessStatusCode)
            {
                notices.CountDelivered();
                duty.Succeeded();
                LogSent(host, kind, notice.Id);
                return;
            }

            Lose($"it answered {(int)answer.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or IOException
            || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            Lose(e.GetBaseException().Message, e);
        }
        catch (Exception e) when (!Guarded.IsStop(e, stop))
        {
            notices.CountLost();
            throw;
        }

        void Lose(string why, Exception? failure = null)
        {
            notices.CountLost();
            // Each lost notification is logged: it is not sent again.
            duty.Failed(failure, "the last one was not accepted; see the log");
            LogLost(host, kind, notice.Id, why, failure);
        }
    }

    private HttpRequestMessage Sign(WebhookOptions webhook, Notification notice)
    {
        var body = Encoding.UTF8.GetBytes(ApiJson.Write(notice));
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Address)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.TryAddWithoutValidation("User-Agent", "recommender");
        if (webhook.Secret is { Length: > 0 } secret)
        {
            WebhookSignature.AddTo(request.Headers, notice.Id, clock.GetUtcNow(), body, secret);
        }

        return request;
    }

    [LoggerMessage(LogLevel.Information, "Webhook at {Host} accepted {Kind} ({Id})")]
    private partial void LogSent(string host, string kind, string id);

    [LoggerMessage(LogLevel.Warning, "Webhook at {Host} did not accept {Kind} ({Id}); giving up: {Problem}")]
    private partial void LogLost(string host, string kind, string id, string problem, Exception? reason);
}
