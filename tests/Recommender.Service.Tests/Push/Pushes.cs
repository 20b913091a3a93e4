using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Recommender.Service.Web;

namespace Recommender.Service.Tests.Push;

/// <summary>Sends requests as a site's own system does.</summary>
internal static class Pushes
{
    public const string Secret = "a secret of this test alone, and long";
    private const string Cms = "cms ChiefEditor";
    private const string MessageId = "msg_1";

    public static Task<Pushed> PutAsync(this RunningService service, string id, object article, string site = "default") =>
        service.SendAsync(HttpMethod.Put, $"/v1/{site}/articles/{Uri.EscapeDataString(id)}", Json(JsonSerializer.Serialize(article)));

    public static Task<Pushed> WithdrawAsync(this RunningService service, string id) =>
        service.SendAsync(HttpMethod.Delete, $"/v1/default/articles/{Uri.EscapeDataString(id)}", null);

    public static Task<Pushed> PostLinesAsync(this RunningService service, string lines, string query = "") =>
        service.SendAsync(HttpMethod.Post, $"/v1/default/articles{query}", Content(Encoding.UTF8.GetBytes(lines), "application/x-ndjson"));

    /// <summary>Sends a webhook request signed at a given time.</summary>
    public static async Task<Pushed> TellAsync(
        this RunningService service, string body, DateTimeOffset at, string secret = Secret, string site = "default")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/{site}/webhook") { Content = Json(body) };
        WebhookSignature.AddTo(request.Headers, MessageId, at, Encoding.UTF8.GetBytes(body), secret);
        return await AnswerAsync(await service.Client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    /// <summary>The signature headers of a body.</summary>
    public static (string Name, string Value)[] Signed(string body, DateTimeOffset at, string secret = Secret)
    {
        using var request = new HttpRequestMessage();
        WebhookSignature.AddTo(request.Headers, MessageId, at, Encoding.UTF8.GetBytes(body), secret);
        return [.. request.Headers.Select(header => (header.Key, header.Value.Single()))];
    }

    public static async Task<Pushed> SendAsync(this RunningService service, HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content, Headers = { { TestPeople.Header, Cms } } };
        return await AnswerAsync(await service.Client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static ByteArrayContent Content(byte[] bytes, string type) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private static async Task<Pushed> AnswerAsync(HttpResponseMessage answer) =>
        new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}

internal sealed record Pushed(int Status, string Body)
{
    public string? Outcome => Field("outcome");

    public string? Field(string name) => JsonDocument.Parse(Body).RootElement.TryGetProperty(name, out var value)
        ? value.GetString() : null;

    public JsonElement[] Lines => [.. Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)];
}
