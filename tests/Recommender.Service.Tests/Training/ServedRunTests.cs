using Recommender.Service.Tests.Training.Gate;
using System.Net;
using System.Text.Json;

namespace Recommender.Service.Tests.Training;

public class ServedRunTests
{
    [Fact]
    public async Task A_requested_run_works_in_a_separate_process_and_its_model_is_served()
    {
        var folder = await new TestFolder().WithAsync(GateSite.Articles());
        await using var service = await RunningService.StartAsync(folder, GateSite.Unlearned);
        using var asked = await SendAsync(service, HttpMethod.Post, "/v1/default/runs");
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        using var again = await SendAsync(service, HttpMethod.Post, "/v1/default/runs");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);

        var run = await Eventually.ReadsAsync(
            () => JsonAsync(service, asked.Headers.Location!.ToString()),
            seen => seen.GetProperty("state").GetString() is not ("waiting" or "running"), within: TimeSpan.FromMinutes(5));

        Assert.Equal("done", run.GetProperty("state").GetString());
        Assert.Equal(("olga", "olga"), (run.GetProperty("who").GetString(), run.GetProperty("whoId").GetString()));
        var change = (await JsonAsync(service, "/v1/default/models")).GetProperty("history")[0];
        Assert.Equal(("promoted", "olga"), (change.GetProperty("action").GetString(), change.GetProperty("whoId").GetString()));
        // An unlearned ranking is not trained on links.
        Assert.Equal(
            ["featurise", "rank", "evaluate", "gate", "promote", "cleanUp"],
            run.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("step").GetString()));
        await service.Get<Recommender.Service.Blocks.Loading.SnapshotLoader>().RefreshAsync(TestContext.Current.CancellationToken);
        Assert.Equal(run.GetProperty("model").GetString(), (await service.GetJsonAsync("/v1/default/related?id=part-70"))
            .GetProperty("model").GetString());

        using var page = await SendAsync(service, HttpMethod.Get, "/desk/default/runs");
        Assert.Contains("Train now", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var report = await SendAsync(service, HttpMethod.Get, $"/desk/default/runs/{run.GetProperty("id").GetString()}/report");
        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
        Assert.Contains("went live</h1>", await report.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningService service, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { TestPeople.Header, "olga Administrator" } } };
        return await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> JsonAsync(RunningService service, string path)
    {
        using var answer = await SendAsync(service, HttpMethod.Get, path);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
