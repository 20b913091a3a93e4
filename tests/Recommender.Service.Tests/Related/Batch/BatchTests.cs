using System.Net;
using System.Text;
using System.Text.Json;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Related.Batch;

/// <summary>Several blocks in one request, and selected fields.</summary>
public sealed class BatchTests
{
    [Fact]
    public async Task Each_query_gets_the_result_of_a_single_request()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var (status, json) = await AskAsync(service, """
            {"queries":[{"url":"https://example.org/harbour-1?utm_source=x","fallback":true,"limit":2,"exclude":["choir"]},
                        {"id":"nobody"},{"id":"choir","limit":99},{},null]}
            """);

        Assert.Equal(HttpStatusCode.OK, status);
        var results = json.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal([200, 404, 400, 400, 400], results.Select(result => result.GetProperty("status").GetInt32()));
        var alone = await service.GetJsonAsync("/v1/default/related?id=harbour-1&fallback=true&limit=2&exclude=choir");
        Assert.Equal(alone.GetRawText(), results[0].GetProperty("block").GetRawText());
        Assert.Contains("limit", results[2].GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.Contains("url", results[3].GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_requested_fields_are_returned()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var alone = await service.GetJsonAsync("/v1/default/related?id=harbour-1&fallback=true&limit=1&fields=url,title");
        Assert.Equal(["url", "title"], alone.GetProperty("items")[0].EnumerateObject().Select(field => field.Name));
        var repeated = await service.GetJsonAsync("/v1/default/related?id=harbour-1&fallback=true&limit=1&fields=title&fields=url");
        Assert.Equal(alone.GetRawText(), repeated.GetRawText());
        var (_, many) = await AskAsync(service, """{"queries":[{"id":"harbour-1","fallback":true,"limit":1}],"fields":["title","url"]}""");
        Assert.Equal(alone.GetRawText(), many.GetProperty("results")[0].GetProperty("block").GetRawText());

        Assert.Equal(HttpStatusCode.BadRequest, (await service.GetAsync("/v1/default/related?id=harbour-1&fields=url,secret")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.GetAsync("/v1/default/related?id=harbour-1&fields=")).StatusCode);
    }

    [Fact]
    public async Task A_body_without_1_to_100_queries_is_rejected()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        var hundred = string.Join(',', Enumerable.Repeat("""{"id":"choir"}""", 100));

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, $$"""{"queries":[{{hundred}}]}""")).Status);
        foreach (var body in new[] { $$"""{"queries":[{{hundred}},{"id":"choir"}]}""",
            """{"queries":[]}""", "{}", """{"queries":7}""", """{"queries":[{"unknown":1}]}""", "" })
        {
            Assert.Equal((body.Length, HttpStatusCode.BadRequest), (body.Length, (await AskAsync(service, body)).Status));
        }
    }

    [Theory]
    [InlineData("exclude", 1, 6000)]
    [InlineData("exclude", 101, 3)]
    [InlineData("section", 1, 501)]
    [InlineData("section", 101, 3)]
    [InlineData("tag", 1, 501)]
    [InlineData("url", 0, 6000)]
    [InlineData("id", 0, 6000)]
    [InlineData("key", 0, 6000)]
    [InlineData("from", 0, 6000)]
    public async Task A_query_with_an_overlong_value_or_list_is_rejected(string name, int count, int length)
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        var value = "https://a.example" + string.Concat(Enumerable.Repeat("/amp", length / 4))[..Math.Max(0, length - 17)];
        object given = count == 0 ? value : Enumerable.Repeat(value[..Math.Min(length, value.Length)], count);
        var query = new Dictionary<string, object> { ["fallback"] = true, [name] = given };
        if (count > 0 || name == "from")
        {
            query["id"] = "choir";
        }

        var (_, json) = await AskAsync(service, JsonSerializer.Serialize(new { queries = new[] { query } }));

        var result = json.GetProperty("results")[0];
        Assert.Equal(400, result.GetProperty("status").GetInt32());
        Assert.Contains(name, result.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_exclusions_of_any_form_pass_in_one_text_or_in_many()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        var urls = Enumerable.Range(0, 99).Select(i => $"https://example.org/{new string('x', 200)}-{i}").Append("harbour-1").ToArray();

        foreach (var exclude in new[] { urls, [string.Join(',', urls)] })
        {
            var (_, json) = await AskAsync(service, JsonSerializer.Serialize(new
            {
                queries = new[] { new { id = "choir", fallback = true, limit = 50, exclude } },
            }));
            var items = json.GetProperty("results")[0].GetProperty("block").GetProperty("items");
            Assert.DoesNotContain("harbour-1", items.EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        }
    }

    [Fact]
    public async Task A_long_list_of_fields_is_not_read_again_for_each_query()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        foreach (var fields in new[] { Enumerable.Repeat("url", 101), [string.Join(',', Enumerable.Repeat("url", 200))] })
        {
            var (_, json) = await AskAsync(service, JsonSerializer.Serialize(new { queries = new[] { new { id = "choir" } }, fields }));
            Assert.Contains("fields", json.GetProperty("results")[0].GetProperty("detail").GetString()!, StringComparison.Ordinal);
        }
    }

    private static async Task<(HttpStatusCode Status, JsonElement Json)> AskAsync(RunningService service, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await service.Client.PostAsync("/v1/default/related", content, TestContext.Current.CancellationToken);
        return (answer.StatusCode,
            JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
