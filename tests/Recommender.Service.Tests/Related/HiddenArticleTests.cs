using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Tests.Commands;
using Recommender.Service.Tests.Push;
using Recommender.Service.Tests.Editing;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Related;

/// <summary>Articles hidden from readers: one dated three days in the future, one withdrawn. Both are in the model.</summary>
public sealed class HiddenArticleTests
{
    private const string Unknown = "nobody";
    private const string Embargoed = "embargoed";
    private const string Withdrawn = "retracted";

    // Each has the text of another article: hiding it must not hide the other.
    private static readonly Article EmbargoedArticle = Of(Embargoed, -3, "Secret",
        text: TextOf("harbour-2")) with { Title = "Ministers resign" };
    private static readonly Article WithdrawnArticle = Of(Withdrawn, 6, "Health",
        text: TextOf("hospital-2")) with { Title = "Doctor named" };

    // {0} names an article by id, address or key; {1} is its id, {2} its key.
    private static readonly CompositeFormat[] Requests =
    [
        .. new[]
        {
            "/v1/default/related?{0}", "/v1/default/related?{0}&fallback=true&limit=3", "/v1/default/related?{0}&explain=true",
            "/v1/default/related?{0}&fallback=true&explain=true", "/v1/default/block?{0}", "/v1/default/block?{0}&fallback=true",
            "/v1/default/articles/{2}", "/v1/default/articles?id={1}", "/v1/default/articles?url=https://example.org/{1}",
            "/site/default/article/{2}", "/v1/default/related?id=harbour-1&exclude={1}",
            "/v1/default/related?id=harbour-1&exclude={2}&explain=true", "/v1/default/related?id=hospital-1&exclude={1}",
            "/v1/default/related?id=harbour-1&exclude=choir,https://example.org/{1}&fallback=true",
        }.Select(CompositeFormat.Parse),
    ];

    [Theory]
    [InlineData(Embargoed)]
    [InlineData(Withdrawn)]
    public async Task A_request_for_a_hidden_article_gets_the_answer_for_an_unknown_one(string hidden)
    {
        await using var service = await StartAsync();
        foreach (var request in Requests)
        {
            foreach (var way in new[] { "id={0}", "key={1}", "url=https://example.org/{0}" })
            {
                var unknown = await AnswerAsync(service, request, way, Unknown);

                // First newly built, then from the cache.
                Assert.Equal(unknown, await AnswerAsync(service, request, way, hidden));
                Assert.Equal(unknown, await AnswerAsync(service, request, way, hidden));
            }
        }
    }

    [Theory]
    [InlineData(Embargoed)]
    [InlineData(Withdrawn)]
    public async Task A_batch_with_a_hidden_article_gets_the_answer_for_an_unknown_one(string hidden)
    {
        await using var service = await StartAsync();

        Assert.Equal(await BatchAsync(service, Unknown), await BatchAsync(service, hidden));
    }

    [Fact]
    public async Task Explanations_do_not_name_hidden_articles_that_editors_chose()
    {
        await using var service = await StartAsync(withdrawn: false);
        await service.MakeAsync(RuleRequests.Pin("harbour-1", Embargoed, 1));
        await service.MakeAsync(RuleRequests.Pin("harbour-1", Withdrawn, 2));
        await service.MakeAsync(JsonSerializer.Serialize(new
        {
            kind = "lock", scope = "article", scopeValue = RuleRequests.Key("hospital-1"),
            items = new[] { RuleRequests.Key(Embargoed), RuleRequests.Key("choir"), RuleRequests.Key(Withdrawn) },
        }));
        await service.WithdrawAsync(Withdrawn);

        foreach (var page in new[] { "harbour-1", "hospital-1" })
        {
            AssertNothingHidden(await service.Client.GetStringAsync(
                $"/v1/default/related?id={page}&explain=true&fallback=true", TestContext.Current.CancellationToken));
        }

        // Editors see why their pins have no effect.
        var block = await service.AskAsync(HttpMethod.Get, $"/v1/default/articles/{RuleRequests.Key("harbour-1")}/block");
        Assert.Contains(RuleRequests.Key(Embargoed), block.Text, StringComparison.Ordinal);
        var coming = await service.AskAsync(HttpMethod.Get, $"/v1/default/articles/{RuleRequests.Key(Embargoed)}/block");
        Assert.Equal(HttpStatusCode.OK, coming.Status);
    }

    [Fact]
    public async Task Linking_articles_and_the_demonstration_do_not_reveal_hidden_articles()
    {
        await using var service = await StartAsync();
        var page = RuleRequests.Key("linking");

        AssertNothingHidden(await service.Client.GetStringAsync($"/v1/default/articles/{page}", TestContext.Current.CancellationToken));
        string[] paths = [$"/site/default/article/{page}", "/", "/site/default", "/v1/default/related?id=linking&fallback=true&limit=50"];
        foreach (var path in paths)
        {
            AssertNothingHidden(await service.Client.GetStringAsync(path, TestContext.Current.CancellationToken));
        }

        var front = await service.Client.GetStringAsync("/site/default", TestContext.Current.CancellationToken);
        Assert.Contains($"{Newsroom.Length + 1} articles,", front, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await service.GetAsync("/site/default/section/secret")).StatusCode);
    }

    [Fact]
    public async Task A_future_article_is_in_every_answer_from_its_publication_date()
    {
        await using var service = await StartAsync();
        string[] paths =
        [
            $"/v1/default/related?id={Embargoed}&fallback=true", $"/v1/default/block?key={RuleRequests.Key(Embargoed)}&fallback=true",
            $"/v1/default/block?id={Embargoed}", $"/v1/default/related?url=https://example.org/{Embargoed}",
            $"/v1/default/related?id=linking&exclude={Embargoed}&fallback=true&limit=9",
        ];
        var before = await TextsAsync(service, paths);
        Assert.Equal(before, await TextsAsync(service, paths));

        service.Clock.Advance(TimeSpan.FromDays(3));
        // Cached again first: the answers for an unknown page must no longer be used for this one.
        await TextsAsync(service, [.. paths.Select(path => path
            .Replace(Embargoed, Unknown, StringComparison.Ordinal)
            .Replace(RuleRequests.Key(Embargoed), Unknown, StringComparison.Ordinal))]);
        var after = await TextsAsync(service, paths);

        Assert.All(before.Zip(after), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Contains("Ministers resign", after[0], StringComparison.Ordinal);
        Assert.Contains("harbour-", after[1], StringComparison.Ordinal);
        Assert.Contains("harbour-", after[2], StringComparison.Ordinal);
        Assert.Contains("Ministers resign", after[3], StringComparison.Ordinal);
        Assert.DoesNotContain("Ministers resign", after[4], StringComparison.Ordinal);
        foreach (var text in await TextsAsync(service, [$"/v1/default/articles?id={Embargoed}", "/site/default/section/secret"]))
        {
            Assert.Contains("Ministers resign", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_address_of_two_articles_means_the_newest_public_one()
    {
        using var folder = await new TestFolder().WithAsync(
            Of("first", 3), Of("second", -400_000) with { Url = "https://example.org/first", Title = "Ministers resign" });
        await folder.TrainAsync();
        await using (var service = await RunningService.StartAsync(folder.Lent()))
        {
            foreach (var path in new[] { "related", "articles" })
            {
                var answer = await service.Client.GetStringAsync(
                    $"/v1/default/{path}?url=https://example.org/first", TestContext.Current.CancellationToken);
                Assert.Contains("Title of first", answer, StringComparison.Ordinal);
            }
        }

        var target = Path.Combine(folder.Root, "out");
        var (exit, _, _) = await CommandLineTests.RunAsync(["export", target, "--data", folder.Data, "--models", folder.Models]);
        Assert.Equal(0, exit);
        var index = await File.ReadAllTextAsync(Path.Combine(target, "index.json"), TestContext.Current.CancellationToken);
        Assert.Contains(ArticleKey.Of("first"), index, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_shows_no_block_for_a_hidden_article()
    {
        using var folder = await new TestFolder().WithAsync([.. Newsroom, Of(Embargoed, -400_000) with { Title = "Ministers resign" }]);

        var (exit, output, error) = await CommandLineTests.RunAsync(
            ["related", "--id", Embargoed, "--data", folder.Data, "--models", folder.Models]);

        Assert.Equal((1, ""), (exit, output));
        Assert.Contains($"no article with the id {Embargoed}", error, StringComparison.Ordinal);
    }

    private static string TextOf(string id) => Newsroom.Single(article => article.SourceId == id).Text;

    private static void AssertNothingHidden(string text)
    {
        foreach (var hidden in new[] { EmbargoedArticle, WithdrawnArticle })
        {
            Assert.DoesNotContain(hidden.Title, text, StringComparison.Ordinal);
            Assert.DoesNotContain(hidden.Key, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Secret", text, StringComparison.Ordinal);
    }

    // The whole response except its date and trace id.
    private static async Task<string> AnswerAsync(RunningService service, CompositeFormat request, string way, string id)
    {
        var named = way.Replace("{0}", id, StringComparison.Ordinal).Replace("{1}", ArticleKey.Of(id), StringComparison.Ordinal);
        var answer = await service.GetAsync(string.Format(CultureInfo.InvariantCulture, request, named, id, ArticleKey.Of(id)));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        return $"{request.Format}: {(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{WithoutTrace(text)}";
    }

    private static string WithoutTrace(string text) => text.Split("\"traceId\"")[0];

    private static async Task<string> BatchAsync(RunningService service, string id)
    {
        var body = JsonSerializer.Serialize(new
        {
            queries = new object[]
            {
                new { id }, new { key = ArticleKey.Of(id), fallback = true }, new { url = $"https://example.org/{id}" },
                new { id = "harbour-1", exclude = new[] { id } }, new { id = "hospital-1", exclude = new[] { ArticleKey.Of(id) } },
            },
        });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await service.Client.PostAsync("/v1/default/related", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string[]> TextsAsync(RunningService service, string[] paths)
    {
        var texts = new List<string>();
        foreach (var path in paths)
        {
            texts.Add(WithoutTrace(await (await service.GetAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }

        return [.. texts];
    }

    private static async Task<RunningService> StartAsync(bool withdrawn = true)
    {
        var linking = Of("linking", 1, text: "It will be read. It was read.") with
        {
            Spans = [new TextSpan(0, 2, SpanKind.Link, EmbargoedArticle.Url), new TextSpan(17, 2, SpanKind.Link, WithdrawnArticle.Url)],
        };
        var folder = await new TestFolder().WithAsync([.. Newsroom, linking, EmbargoedArticle, WithdrawnArticle]);
        await folder.TrainAsync();
        var service = await RunningService.StartAsync(
            folder, ("Recommender:Push:Sites", "*"), ("Recommender:Articles:PublicExplain", "true"));
        if (withdrawn)
        {
            await service.WithdrawAsync(Withdrawn);
        }

        return service;
    }
}
