using System.Net.Http.Json;
using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Importing;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Push;

/// <summary>Articles pushed by their site.</summary>
public sealed class PushTests
{
    private static readonly object Choir = new
    {
        url = "https://example.org/choir?utm_source=cms", title = "  Bach in the  old church ",
        html = "<p>The choir sang <b>Bach</b>.</p><p>See <a href='/harbour-1'>the harbour</a>.</p>",
        published = "2026-05-30T18:00:00+02:00", author = "A. Writer", section = "Culture", tags = new[] { "Music", "Music", "Church" },
        image = "https://example.org/choir.jpg", language = "en-GB",
    };

    [Fact]
    public async Task A_pushed_article_is_created_or_changed_and_served_at_once()
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(Newsroom), ("Recommender:Articles:PublicText", "true"));

        var created = await service.PutAsync("sunday", Choir);

        Assert.Equal((201, "created", ArticleKey.Of("sunday")), (created.Status, created.Outcome, created.Field("key")));
        var article = await service.GetJsonAsync($"/v1/default/articles/{created.Field("key")}");
        Assert.Equal(
            ("Bach in the old church", "https://example.org/choir", "2026-05-30T16:00:00Z", "en", "[\"Music\",\"Church\"]",
                "The choir sang Bach.\nSee the harbour."),
            (article.GetProperty("title").GetString(), article.GetProperty("url").GetString(), article.GetProperty("published").GetString(),
                article.GetProperty("language").GetString(), article.GetProperty("tags").GetRawText(), article.GetProperty("text")
                    .GetString()));
        Assert.Equal((200, "unchanged"), await OutcomeAsync(service.PutAsync("sunday", Choir)));
        Assert.Equal((200, "changed"), await OutcomeAsync(
            service.PutAsync("sunday", new { title = "Another", text = "Words.", published = "2026-05-31" })));
        Assert.Equal("Another", (await service.GetJsonAsync("/v1/default/related?id=nobody&fallback=true&limit=1")).GetProperty("items")[0]
            .GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_withdrawn_article_disappears_at_once_and_returns_when_pushed_again()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        const string Newest = "/v1/default/related?id=nobody&fallback=true&limit=1";
        Assert.Equal(["choir"], await service.IdsAsync(Newest));

        Assert.Equal((200, "withdrawn"), await OutcomeAsync(service.WithdrawAsync("choir")));
        Assert.Equal(["meteorite-2"], await service.IdsAsync(Newest));
        Assert.Equal((200, "unchanged"), await OutcomeAsync(service.WithdrawAsync("choir")));
        Assert.Equal(404, (await service.WithdrawAsync("nobody")).Status);
        Assert.Equal((200, "changed"), await OutcomeAsync(service.PutAsync("choir", Choir)));
        Assert.Equal(["choir"], await service.IdsAsync(Newest));
    }

    [Theory]
    [InlineData("tag:blogger.com,1999:blog-1.post-2")]
    [InlineData("https://example.org/?p=17&x=%2F#a")]
    [InlineData("a/b//c%2Fd")]
    [InlineData("Łódź ☃ 100 %")]
    [InlineData("none/block")]
    public async Task Any_id_can_be_used_in_the_address(string id)
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        Assert.Equal((201, id), ((await service.PutAsync(id, new { id, title = "T" })) is var put ? (put.Status, put.Field("id"))
            : default));
        Assert.Equal(id, (await service.GetJsonAsync($"/v1/default/articles?id={Uri.EscapeDataString(id)}")).GetProperty("sourceId")
            .GetString());
        Assert.Equal((200, "withdrawn"), await OutcomeAsync(service.WithdrawAsync(id)));
    }

    [Fact]
    public async Task A_first_push_creates_only_the_default_site_and_configured_sites()
    {
        await using var service = await RunningService.StartAsync(null, ("Recommender:Sites:blog:Push:WebhookSecrets:0", Pushes.Secret));

        Assert.Equal((201, "created"), await OutcomeAsync(service.PutAsync("a", Choir)));
        Assert.Equal((201, "created"), await OutcomeAsync(service.PutAsync("a", Choir, "blog")));
        Assert.Equal(404, (await service.PutAsync("a", Choir, "bolg")).Status);
        Assert.Equal(["a"], await service.IdsAsync("/v1/blog/related?id=nobody&fallback=true"));
    }

    [Fact]
    public async Task An_import_neither_prunes_changes_nor_restores_pushed_articles()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        await service.PutAsync("only-pushed", Choir);
        await service.PutAsync("choir", Choir);
        await service.WithdrawAsync("harbour-2");
        var file = Path.Combine(service.Folder.Root, "site.jsonl");
        var lines = Newsroom.ToDictionary(article => article.SourceId, article => JsonSerializer.Serialize(
            new { id = article.SourceId, title = article.Title, text = article.Text, published = article.Published }));
        await File.WriteAllLinesAsync(file, lines.Values, TestContext.Current.CancellationToken);
        var import = service.Get<ImportRun>();
        var first = await import.RunAsync("default", [file], new ImportOptions(), cancel: TestContext.Current.CancellationToken);

        lines.Remove("harbour-1");
        lines.Remove("choir");
        await File.WriteAllLinesAsync(file, lines.Values, TestContext.Current.CancellationToken);
        var report = await import.RunAsync(
            "default", [file], new ImportOptions { Prune = true }, cancel: TestContext.Current.CancellationToken);

        var store = service.Get<ArticleStore>();
        Assert.Equal((0, 5, 2), (first.New, first.Changed, first.Unchanged));
        Assert.Equal((0, 0, 5, 1), (report.New, report.Changed, report.Unchanged, report.Withdrawn));
        Assert.Null((await store.FindAsync("default", ArticleKey.Of("only-pushed"), TestContext.Current.CancellationToken))!.Withdrawn);
        Assert.Equal("Bach in the old church",
            (await store.FindAsync("default", ArticleKey.Of("choir"), TestContext.Current.CancellationToken))!.Title);
        Assert.NotNull((await store.FindAsync("default", ArticleKey.Of("harbour-1"), TestContext.Current.CancellationToken))!.Withdrawn);
        Assert.NotNull((await store.FindAsync("default", ArticleKey.Of("harbour-2"), TestContext.Current.CancellationToken))!.Withdrawn);
    }

    [Fact]
    public async Task The_search_of_the_desk_finds_pushed_articles()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        await service.PutAsync("choir", Choir);

        using var answer = await service.GetAsViewerAsync("/v1/default/search?q=Bach");
        var found = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("choir", Assert.Single(found.GetProperty("articles").EnumerateArray()).GetProperty("sourceId").GetString());
    }

    private static async Task<(int, string?)> OutcomeAsync(Task<Pushed> answer) => ((await answer).Status, (await answer).Outcome);
}
