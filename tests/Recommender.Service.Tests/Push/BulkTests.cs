using Recommender.Service.Articles;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Push;

/// <summary>Many articles in one request.</summary>
public sealed class BulkTests
{
    private const string Mixed = """
        {"id":"a","title":"A"}

        {"id":"b","title":"B","tags":"no list"}
        nonsense
        {"id":"choir","withdrawn":true}
        {"id":"nobody","withdrawn":true}
        {"title":"no id"}
        {"id":"a","title":"A again"}
        {"id":"c","title":"C"}
        """;

    [Fact]
    public async Task An_invalid_line_is_reported_by_number_and_does_not_stop_the_others()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var answer = await service.PostLinesAsync("\uFEFF" + Mixed.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["1 201 created", "3 400 ", "4 400 ", "5 200 withdrawn", "6 404 unknown", "7 400 ", "8 200 changed", "9 201 created"],
            answer.Lines.Select(line => $"{line.GetProperty("line")} {line.GetProperty("status")} "
                + (line.TryGetProperty("outcome", out var outcome) ? outcome : "")));
        Assert.Equal("id is missing.", answer.Lines[5].GetProperty("detail").GetString());
        Assert.Contains("tags", answer.Lines[1].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("A again", (await service.GetJsonAsync($"/v1/default/articles/{ArticleKey.Of("a")}")).GetProperty("title")
            .GetString());
    }

    [Fact]
    public async Task An_atomic_request_commits_all_lines_or_none()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var refused = await service.PostLinesAsync(Mixed, "?atomic=true");

        Assert.Equal(400, refused.Status);
        Assert.Contains("line 3", refused.Field("detail"), StringComparison.Ordinal);
        Assert.False((await service.GetAsync($"/v1/default/articles/{ArticleKey.Of("a")}")).IsSuccessStatusCode);
        Assert.True((await service.GetAsync($"/v1/default/articles/{ArticleKey.Of("choir")}")).IsSuccessStatusCode);

        var lines = string.Join('\n', Enumerable.Range(0, 450).Select(i => $$"""{"id":"n{{i}}","title":"T{{i}}"}"""));
        Assert.All((await service.PostLinesAsync(lines, "?atomic=true")).Lines,
            line => Assert.Equal(201, line.GetProperty("status").GetInt32()));
        Assert.All((await service.PostLinesAsync(lines)).Lines, line => Assert.Equal("unchanged", line.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task An_endless_line_or_request_is_reported_without_using_memory()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        var longest = new string('x', 5 * 1024 * 1024);

        var answer = await service.PostLinesAsync(
            $$"""{"id":"a","title":"A"}{{"\n"}}{"id":"b","text":"{{longest}}"}{{"\n"}}{"id":"c","title":"C"}""");

        Assert.Equal([201, 400, 201], answer.Lines.Select(line => line.GetProperty("status").GetInt32()));
        var many = await service.PostLinesAsync(string.Join('\n', Enumerable.Repeat("{}", 10_001)));
        Assert.Equal((400, "More than 10,000 lines: the lines before were committed."), (many.Status, many.Field("detail")));
    }
}
