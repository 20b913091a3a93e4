using System.Net;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Tests.Editing;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Related.Drafts;

public sealed class DraftTests
{
    private const string Path = "/v1/default/related/text";
    private const string Viewer = "vera Viewer";
    private const string Strike =
        """{"title":"Shifts","text":"The nurses plan another strike over night shifts at the hospital.","limit":2}""";

    [Fact]
    public async Task A_draft_is_ranked_like_a_new_article_and_leaves_no_trace()
    {
        await using var service = await TrainedAsync();
        var before = service.Get<SiteSnapshots>().Find("default")!;

        var answer = await service.AskAsync(HttpMethod.Post, Path, Strike, Viewer);

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal(["hospital-1", "hospital-2"], answer.Items.Select(item => item.GetProperty("id").GetString()!).Order());
        Assert.All(answer.Items, item => Assert.Equal("model", item.GetProperty("source").GetString()));
        Assert.Same(before, service.Get<SiteSnapshots>().Find("default"));
        Assert.Equal(answer.Text, (await service.AskAsync(HttpMethod.Post, Path, Strike, Viewer)).Text);
    }

    [Fact]
    public async Task Rules_of_the_section_and_exclusions_of_the_request_apply()
    {
        await using var service = await TrainedAsync();
        await service.MakeAsync($$"""
            {"kind":"pin","scope":"section","scopeValue":"Health",
             "subject":"article","subjectValue":"{{ArticleKey.Of("choir")}}","slot":1}
            """);

        var answer = await service.AskAsync(
            HttpMethod.Post, Path, Strike.Replace("\"limit\"",
                "\"section\":\"Health\",\"exclude\":[\"hospital-2\"],\"limit\"", StringComparison.Ordinal), Viewer);

        Assert.Equal(["choir", "hospital-1"], answer.Items.Select(item => item.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task A_draft_gets_the_fallback_without_a_model()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        Assert.Empty((await service.AskAsync(HttpMethod.Post, Path, Strike, Viewer)).Items);
        var filled = await service.AskAsync(HttpMethod.Post, Path, """{"text":"Anything at all","fallback":true,"limit":1}""", Viewer);
        Assert.Equal("choir", filled.Items[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("{}", "text")]
    [InlineData("""{"title":" ","text":""}""", "text")]
    [InlineData("""{"text":"a","limit":51}""", "limit")]
    [InlineData("""{"text":"a","tags":[""]}""", "tags")]
    [InlineData("""{"text":"a","limit":"five"}""", "limit")]
    [InlineData("""{"text":"a","body":"b"}""", "body")]
    [InlineData("[]", "object")]
    [InlineData("nonsense", "JSON")]
    public async Task An_invalid_draft_is_400_and_the_problem_is_named(string body, string named)
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var answer = await service.AskAsync(HttpMethod.Post, Path, body, Viewer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(named, answer.Json.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    private static async Task<RunningService> TrainedAsync()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        await folder.TrainAsync();
        return await RunningService.StartAsync(folder);
    }
}
