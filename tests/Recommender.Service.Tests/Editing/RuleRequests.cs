using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Editing;

/// <summary>Requests of editors for rules and blocks, and their answers.</summary>
internal static class RuleRequests
{
    public const string Chief = "carla ChiefEditor";
    public const string Anna = "anna Editor";
    public const string Ben = "ben Editor";
    public const string RulesPath = "/v1/default/rules";

    /// <summary>A service with a site of articles but without a model.</summary>
    public static async Task<RunningService> ServeNewsroomAsync(params (string, string)[] settings) =>
        await RunningService.StartAsync(await new TestFolder().WithAsync(TestArticles.Newsroom), settings);

    public static string Key(string id) => ArticleKey.Of(id);

    /// <summary>A pin in one article's block.</summary>
    public static string Pin(string page, string article, int slot, string? reason = null) => JsonSerializer.Serialize(new
    {
        kind = "pin", scope = "article", scopeValue = Key(page), subject = "article", subjectValue = Key(article), slot, reason,
    });

    public static async Task<Answer> AskAsync(
        this RunningService service, HttpMethod method, string path, string? body = null, string person = Chief, string? ifMatch = null,
        string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { TestPeople.Header, person } } };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var json = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
            ? JsonSerializer.Deserialize<JsonElement>(text) : default;
        return new Answer(response.StatusCode, json, text, response.Headers.ETag?.Tag, response.Headers.Location?.ToString());
    }

    /// <summary>Makes a rule and gives its id.</summary>
    public static async Task<string> MakeAsync(this RunningService service, string body, string person = Chief)
    {
        var made = await service.AskAsync(HttpMethod.Post, RulesPath, body, person);
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        return made.Json.GetProperty("id").GetString()!;
    }

    public static Task<Answer> RuleAsync(this RunningService service, string id) => service.AskAsync(HttpMethod.Get, $"{RulesPath}/{id}");

    /// <summary>The ids of a list of rules.</summary>
    public static async Task<string[]> RuleIdsAsync(this RunningService service, string query) =>
        [.. (await service.AskAsync(HttpMethod.Get, RulesPath + query)).Items.Select(rule => rule.GetProperty("id").GetString()!)];

    /// <summary>A rule's history, oldest first: action, who, why.</summary>
    public static async Task<string[]> HistoryAsync(this RunningService service, string id) =>
    [
        .. (await service.AskAsync(HttpMethod.Get, $"{RulesPath}/{id}/history")).Items.Reverse().Select(change =>
            $"{change.GetProperty("version")} {change.GetProperty("action").GetString()} by {change.GetProperty("who").GetString()}"
            + (change.TryGetProperty("reason", out var reason) ? $": {reason.GetString()}" : "")),
    ];
}

internal sealed record Answer(HttpStatusCode Status, JsonElement Json, string Text, string? Tag, string? Location)
{
    public JsonElement[] Items => [.. Json.GetProperty("items").EnumerateArray()];
}
