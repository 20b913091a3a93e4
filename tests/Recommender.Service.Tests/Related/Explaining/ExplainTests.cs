using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Articles;
using Recommender.Service.Commands;
using Recommender.Service.Models;
using Recommender.Service.People;
using Recommender.Service.Tests.People;
using Recommender.Service.Training;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Related.Explaining;

public class ExplainTests
{
    private const string Block = "/v1/default/related?id=harbour-1&limit=2";

    // The newer harbour article links to the older one, and the choir article to both.
    private static readonly Article[] Linked =
    [
        .. Newsroom.Select(article => article.SourceId switch
        {
            "harbour-1" => article with { Tags = ["Port", "news"] },
            "harbour-2" => LinkingTo(article with { Tags = ["port", "NEWS"] }, "harbour-1"),
            "choir" => LinkingTo(article, "harbour-1", "harbour-2"),
            _ => article,
        }),
    ];

    [Fact]
    public async Task Each_article_is_explained_in_words_and_numbers()
    {
        await using var service = await RunningService.StartAsync(
            await TrainedAsync(("Recommender:Ranking:IgnoredTags:0", "News"), ("Recommender:Ranking:Learned", "false")));

        var explanation = ExplanationOf(await service.ExplainAsync(Block), "harbour-2");

        Assert.Contains("dredging", WordsOf(explanation, "words"));
        Assert.DoesNotContain("dredg", WordsOf(explanation, "words"));
        Assert.All(explanation.GetProperty("words").EnumerateArray(), word =>
            Assert.InRange(word.GetProperty("weight").GetDouble(), 0.0001, 1));
        Assert.Equal(["Port"], WordsOf(explanation, "tags"));
        Assert.Equal(34, explanation.GetProperty("daysLater").GetDouble());
        var links = explanation.GetProperty("links");
        Assert.False(links.GetProperty("fromPage").GetBoolean());
        Assert.True(links.GetProperty("toPage").GetBoolean());
        Assert.Equal((1, 1), (links.GetProperty("toBoth").GetInt32(), links.GetProperty("toItem").GetInt32()));
        Assert.Equal(1, explanation.GetProperty("unlearnedPosition").GetInt32());
        Assert.Equal(JsonValueKind.Null, explanation.GetProperty("learnedPosition").ValueKind);
        var reasons = ReasonsOf(explanation);
        Assert.Contains("it links to the page", reasons);
        Assert.Contains("1 article links to both", reasons);
        Assert.Contains("is in the same section, Harbour", reasons);
        Assert.Contains("published 34 days after the page", reasons);
        Assert.Contains(reasons, reason => reason.StartsWith("shares the words ", StringComparison.Ordinal)
            && reason.Contains("dredging (0.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_answer_without_explain_is_unchanged_and_has_another_tag()
    {
        await using var service = await RunningService.StartAsync(await TrainedAsync());

        var plain = await service.GetAsync(Block);
        var explained = await service.GetAsViewerAsync(Block + "&explain=true");
        Assert.NotEqual(plain.Headers.ETag, explained.Headers.ETag);

        var before = await plain.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("explanation", before, StringComparison.Ordinal);
        Assert.Equal(before, await service.Client.GetStringAsync(Block + "&explain=false", TestContext.Current.CancellationToken));
        using var again =
            new HttpRequestMessage(HttpMethod.Get, Block + "&explain=true") {
                Headers = { { TestPeople.Header, "vera Viewer" }, { "If-None-Match", $"{explained.Headers.ETag}" } },
            };
        Assert.Equal(HttpStatusCode.NotModified, (await service.Client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);
        using var other =
            new HttpRequestMessage(HttpMethod.Get, Block + "&explain=true") {
                Headers = { { TestPeople.Header, "vera Viewer" }, { "If-None-Match", $"{plain.Headers.ETag}" } },
            };
        Assert.Equal(HttpStatusCode.OK, (await service.Client.SendAsync(other, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("GET", "id=harbour-1&explain=true")]
    [InlineData("HEAD", "id=harbour-1&explain=true")]
    [InlineData("GET", "id=nobody&explain=true&fallback=true")]
    [InlineData("GET", "id=harbour-1&%65xplain=tru%65")]
    [InlineData("GET", "id=harbour-1&EXPLAIN=true")]
    public async Task Explanations_need_a_role_at_the_site(string method, string query)
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Linked));
        using var elsewhere = await service.KeyAsync(Role.Administrator, "elsewhere");
        using var here = await service.KeyAsync(Role.Viewer, "default");
        var path = $"/v1/default/related?{query}";

        Assert.Equal((401, "Bearer"), await AskAsync(service.Client));
        Assert.Equal((401, "Bearer"), await AskAsync(elsewhere));
        Assert.Equal((200, ""), await AskAsync(here));

        async Task<(int, string)> AskAsync(HttpClient client)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return ((int)answer.StatusCode, $"{answer.Headers.WwwAuthenticate}");
        }
    }

    [Fact]
    public async Task A_setting_opens_the_explanations_of_one_site()
    {
        await using var service = await RunningService.StartAsync(
            await (await new TestFolder().WithAsync(Linked)).WithAsync("blog", Of("post")),
            ("Recommender:Sites:blog:Articles:PublicExplain", "true"));

        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/v1/blog/related?id=post&explain=true")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.GetAsync(Block + "&explain=true")).StatusCode);
    }

    [Fact]
    public async Task A_fallback_names_its_section_or_site()
    {
        var second = Of("harbour-3", 1, "Harbour", language: "de");
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync([.. Linked, second]), ("Recommender:Block:OtherLanguages", "true"));

        var known = await service.ExplainAsync(Block + "&fallback=true");
        Assert.Equal(["newest of the section Harbour, published 2026-05-31"], ReasonsOf(ExplanationOf(known, "harbour-3")));
        Assert.Equal(["newest of the section Harbour, published 2026-05-27"], ReasonsOf(ExplanationOf(known, "harbour-2")));

        var more = await service.ExplainAsync("/v1/default/related?id=choir&fallback=true&limit=1");
        Assert.Equal(["newest of the site, published 2026-05-31"], ReasonsOf(ExplanationOf(more, "harbour-3")));

        var unknown = await service.ExplainAsync("/v1/default/related?id=nobody&fallback=true&limit=1");
        Assert.Equal(["newest of the site, published 2026-05-31"], ReasonsOf(ExplanationOf(unknown, "harbour-3")));
    }

    [Fact]
    public async Task Articles_added_after_training_are_explained_in_both_directions()
    {
        await using var service = await RunningService.StartAsync(await TrainedAsync());
        await service.Folder.WithAsync(
            Of("harbour-3", 1, "Harbour", text: "Dredging barges are back in the harbour channel, and the silt is gone."));
        await Eventually.HoldsAsync(
            async () => (await service.IdsAsync("/v1/default/related?id=harbour-1&limit=50")).Contains("harbour-3"),
            TimeSpan.FromSeconds(5));

        foreach (var (page, item) in new[] { ("harbour-1", "harbour-3"), ("harbour-3", "harbour-1") })
        {
            var explanation = ExplanationOf(await service.ExplainAsync($"/v1/default/related?id={page}&limit=50"), item);
            Assert.Contains("silt", WordsOf(explanation, "words"));
            Assert.InRange(explanation.GetProperty("unlearnedPosition").GetInt32(), 1, 7);
            Assert.Contains(ReasonsOf(explanation), reason => reason.StartsWith("published 38 days", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Links_of_articles_withdrawn_after_training_are_not_counted()
    {
        var folder = await TrainedAsync();
        using (var database = Recommender.Service.Storage.Database.Open(folder.Data))
        {
            await database.WithdrawAsync(SiteStore.Default, "choir");
        }

        await using var service = await RunningService.StartAsync(folder);

        var links = ExplanationOf(await service.ExplainAsync(Block), "harbour-2").GetProperty("links");
        Assert.Equal((0, 0), (links.GetProperty("toBoth").GetInt32(), links.GetProperty("toItem").GetInt32()));
    }

    [Fact]
    public async Task Both_positions_are_reported_for_a_learned_order()
    {
        await using var service = await RunningService.StartAsync(await TrainedAsync(("Recommender:Ranking:Learned", "true")));

        var items = (await service.ExplainAsync("/v1/default/related?id=harbour-1&limit=50"))
            .GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("explanation")).ToList();

        Assert.NotEmpty(items);
        Assert.Equal(Enumerable.Range(1, items.Count), items.Select(item => item.GetProperty("learnedPosition").GetInt32()));
        Assert.Equal(Enumerable.Range(1, items.Count), items.Select(item => item.GetProperty("unlearnedPosition").GetInt32()).Order());
        Assert.All(items, item =>
            Assert.Contains(ReasonsOf(item), reason => reason.Contains("in the learned order", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_damaged_model_cannot_be_explained_but_is_served()
    {
        var folder = await TrainedAsync();
        var file = Directory.GetFiles(folder.Models, "vocabulary.bin", SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        await using var service = await RunningService.StartAsync(folder, ("Recommender:Articles:PublicExplain", "true"));

        foreach (var (client, detail) in new[]
        {
            (await service.KeyAsync(Role.Viewer), "vocabulary.bin is damaged"), (service.NewClient(), "The model cannot be read;"),
        })
        {
            var answer = await client.GetAsync(Block + "&explain=true", TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            client.Dispose();
        }

        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync(Block)).StatusCode);
    }

    [Fact]
    public async Task Lists_of_an_older_program_ask_for_retraining_and_blocks_fall_back()
    {
        var folder = await TrainedAsync();
        var lists = Directory.GetFiles(folder.Models, ModelFolder.ListsFile, SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(lists, TestContext.Current.CancellationToken);
        var before = ModelFolder.Hash(Path.GetDirectoryName(lists)!)[ModelFolder.ListsFile];
        // Magic number, then the kind preceded by its length, then the version.
        bytes[4 + 1 + "lists".Length] = 1;
        await File.WriteAllBytesAsync(lists, bytes, TestContext.Current.CancellationToken);
        var manifest = Path.Combine(Path.GetDirectoryName(lists)!, ModelManifest.FileName);
        var after = ModelFolder.Hash(Path.GetDirectoryName(lists)!)[ModelFolder.ListsFile];
        await File.WriteAllTextAsync(
            manifest, (await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken))
                .Replace(before, after, StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        await using var service = await RunningService.StartAsync(folder);

        Assert.Equal(2, (await service.IdsAsync(Block + "&fallback=true")).Length);
        var warning = (await service.HealthAsync()).GetProperty("sites")[0].GetProperty("warnings")[0].GetString();
        Assert.Contains("format version 1", warning, StringComparison.Ordinal);
        Assert.Contains("train", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_explains_blocks_too()
    {
        using var folder = await TrainedAsync(("Recommender:Ranking:Learned", "false"));
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exit = await CommandLine.RunAsync(Program.Verbs(),
            ["related", "--id", "harbour-1", "--limit", "1", "--explain", "--data", folder.Data, "--models", folder.Models],
            output, error, TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (exit, error.ToString()));
        var lines = output.ToString().Split('\n');
        Assert.Contains("Title of harbour-2", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("- it links to the page", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("- position 1 by similarity", StringComparison.Ordinal));
    }

    private static async Task<TestFolder> TrainedAsync(params (string Key, string Value)[] settings)
    {
        var folder = await new TestFolder().WithAsync(Linked);
        using var host = folder.Host(settings);
        await host.Services.GetRequiredService<TrainingRun>()
            .RunAsync(SiteStore.Default, RunRequest.Operator, null, TestContext.Current.CancellationToken);
        return folder;
    }

    private static Article LinkingTo(Article article, params string[] ids) =>
        article with { Spans = [.. ids.Select((id, i) => new TextSpan(i, 1, SpanKind.Link, $"https://example.org/{id}"))] };

    private static JsonElement ExplanationOf(JsonElement answer, string id) =>
        answer.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetString() == id).GetProperty("explanation");

    private static string[] WordsOf(JsonElement explanation, string kind) =>
        [.. explanation.GetProperty(kind).EnumerateArray().Select(word => word.GetProperty("word").GetString()!)];

    private static string[] ReasonsOf(JsonElement explanation) =>
        [.. explanation.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!)];
}
