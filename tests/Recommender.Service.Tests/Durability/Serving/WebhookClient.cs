using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Recommender.Service.Web;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>A site's own system that publishes and withdraws by signed webhooks.</summary>
internal sealed class WebhookClient : KillClient
{
    public const string Secret = "a secret of these kills alone, and long";
    private const int Stories = 12;

    private readonly PushedStory[] _stories;
    private int _messages;

    public WebhookClient(Ledger ledger, string reader, int seed)
        : base(ledger, seed) => _stories = [.. Enumerable.Range(0, Stories).Select(i => new PushedStory(
            ledger, string.Create(CultureInfo.InvariantCulture, $"hook-{i}"), reader))];

    protected override async Task StepAsync(Wire wire)
    {
        var story = Any(_stories);
        var mark = story.IsPublic && Random.Next(3) == 0 ? Entry.None : story.NextMark();
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            @event = mark == Entry.None ? "withdraw" : story.IsPublic ? "update" : "publish",
            article = mark == Entry.None ? new Dictionary<string, object> { ["id"] = story.Id } : story.Body(mark),
        });
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/default/webhook")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        var message = string.Create(CultureInfo.InvariantCulture, $"msg_{_messages++}");
        WebhookSignature.AddTo(request.Headers, message, TimeProvider.System.GetUtcNow(), body, Secret);
        var reply = await Ledger.TryAsync(wire, request, new EntryChange(story.Entry, mark));
        if (reply?.Json.GetProperty("outcome").GetString() is "outdated" or "unknown")
        {
            wire.Wrong.Enqueue($"a webhook for {story.Id}: {reply.Text}");
        }
    }
}
