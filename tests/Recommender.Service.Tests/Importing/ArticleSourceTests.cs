using Recommender.Service.Articles;
using Recommender.Service.Importing;

namespace Recommender.Service.Tests.Importing;

/// <summary>A full import of a source withdraws missing articles of that source and no others.</summary>
public sealed class ArticleSourceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Articles_of_other_sources_stay()
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(Feed(workshop, "one", "a", "b"), Lines(workshop, "two", "c"));
        await workshop.ImportAsync(Lines(workshop, "three", "d"));

        Assert.Equal(1, (await workshop.PruneAsync(Feed(workshop, "one", "a"))).Withdrawn);
        Assert.Equal("a,c,d", await IdsAsync(workshop));
        Assert.Equal(2, (await workshop.PruneAsync(Feed(workshop, "one", "x"), Lines(workshop, "two", "y"))).Withdrawn);
        Assert.Equal("d,x,y", await IdsAsync(workshop));
    }

    [Fact]
    public async Task An_article_of_two_sources_is_withdrawn_when_neither_has_it()
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(Feed(workshop, "one", "a", "b"), Lines(workshop, "two", "b", "c"));

        Assert.Equal(0, (await workshop.PruneAsync(Feed(workshop, "one", "a"))).Withdrawn);
        Assert.Equal(1, (await workshop.PruneAsync(Lines(workshop, "two", "c"))).Withdrawn);
        Assert.Equal("a,c", await IdsAsync(workshop));

        await workshop.ImportAsync(Feed(workshop, "one", "a", "b"));
        await workshop.ImportAsync(Lines(workshop, "two", "b", "c"));
        Assert.Equal(1, (await workshop.PruneAsync(Feed(workshop, "one", "a"), Lines(workshop, "two", "c"))).Withdrawn);
        Assert.Equal("a,c", await IdsAsync(workshop));
    }

    [Fact]
    public async Task An_article_of_unknown_origin_stays_until_a_source_has_contained_it()
    {
        await using var workshop = new Workshop();
        await workshop.Get<SiteStore>().EnsureAsync(Workshop.Site, Cancel);
        await workshop.Articles.SaveAsync(Workshop.Site, [TestArticles.Of("old"), TestArticles.Of("older")], Cancel);

        Assert.Equal(0, (await workshop.PruneAsync(Feed(workshop, "one", "a"))).Withdrawn);
        await workshop.ImportAsync(Feed(workshop, "one", "a", "old"));
        Assert.Equal(1, (await workshop.PruneAsync(Feed(workshop, "one", "a"))).Withdrawn);
        Assert.Equal("a,older", await IdsAsync(workshop));
    }

    [Fact]
    public async Task An_unchanged_article_imported_from_a_second_source_belongs_to_both()
    {
        await using var workshop = new Workshop();
        var text = Samples.Line("a") + Samples.Line("b");
        await workshop.ImportAsync(workshop.Write("one.jsonl", text));
        Assert.Equal(2, (await workshop.ImportAsync(workshop.Write("two.jsonl", text))).Unchanged);

        Assert.Equal(0, (await workshop.PruneAsync(Lines(workshop, "one", "a"))).Withdrawn);
        Assert.Equal(1, (await workshop.PruneAsync(Lines(workshop, "two", "a"))).Withdrawn);
    }

    [Fact]
    public async Task A_source_that_was_not_read_for_30_days_keeps_no_articles()
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(Feed(workshop, "export", "a", "b"), Lines(workshop, "archive", "c"));
        await workshop.ImportAsync(Feed(workshop, "living", "a", "b"));

        workshop.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, (await workshop.PruneAsync(Feed(workshop, "living", "a"))).Withdrawn);
        workshop.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, (await workshop.PruneAsync(Feed(workshop, "living", "a"))).Withdrawn);
        Assert.Equal("a,c", await IdsAsync(workshop));
    }

    [Fact]
    public async Task All_spellings_of_a_path_are_the_same_source()
    {
        await using var workshop = new Workshop();
        var folder = Path.GetDirectoryName(Feed(workshop, "in/one", "a", "b"))!;
        await workshop.ImportAsync(Lines(workshop, "other", "z"));
        foreach (var spelling in new[]
        {
            folder, folder + "/", Path.Combine(folder, ".", "..", "in"), Path.GetRelativePath(Environment.CurrentDirectory, folder),
        })
        {
            Feed(workshop, "in/one", "a", "b");
            await workshop.ImportAsync(folder);
            Feed(workshop, "in/one", "a");
            Assert.Equal(1, (await workshop.PruneAsync(spelling)).Withdrawn);
            Assert.Equal("a,z", await IdsAsync(workshop));
        }
    }

    [Theory]
    [InlineData("/feeds/posts/default", "/feeds/posts/default/")]
    [InlineData("/moved", "/moved#top")]
    [InlineData("/", "")]
    public async Task A_source_is_identified_by_its_configured_address_not_by_its_redirect_target(string first, string second)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        var ids = new[] { "a", "b" };
        site.Handle("/feeds/posts/default", context => AnswerAsync(context, ids));
        site.Handle("/feeds/posts/default/", context => AnswerAsync(context, ids));
        site.Redirect("/moved", "/feeds/posts/default");
        site.Html("/", "<html><head><link rel='alternate' type='application/atom+xml' href='/feeds/posts/default'></head></html>");
        await workshop.ImportAsync(Lines(workshop, "other", "z"));
        await workshop.ImportAsync(site.Url + first);

        ids = ["a"];
        Assert.Equal(1, (await workshop.PruneAsync(site.Url + second)).Withdrawn);

        Assert.Equal("a,z", await IdsAsync(workshop));
    }

    [Fact]
    public async Task A_feed_of_the_newest_articles_does_not_keep_older_ones()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/feed.xml", Samples.Rss(Samples.Item("old", date: "Thu, 01 Jan 2026 08:00:00 GMT"), Samples.Item("new")));
        await workshop.ImportAsync(Lines(workshop, "other", "z"));
        await workshop.ImportAsync(Lines(workshop, "archive", "old", "new"), site.Url + "/feed.xml");
        site.Page("/feed.xml", Samples.Rss(Samples.Item("new")));

        Assert.Equal(0, (await workshop.PruneAsync(site.Url + "/feed.xml")).Withdrawn);
        Assert.Equal(1, (await workshop.PruneAsync(Lines(workshop, "archive", "new"))).Withdrawn);

        Assert.Equal("new,z", await IdsAsync(workshop));
    }

    [Fact]
    public async Task An_empty_source_withdraws_nothing_but_the_other_sources_do()
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(Feed(workshop, "one", "a"), Feed(workshop, "two", "b", "c"), Feed(workshop, "three", "d"));

        var report = await workshop.PruneAsync(Feed(workshop, "one"), Feed(workshop, "two", "b"));

        Assert.Equal(1, report.Withdrawn);
        Assert.Contains(report.Notes, note => note.StartsWith("nothing was withdrawn of ", StringComparison.Ordinal));
        Assert.Equal("a,b,d", await IdsAsync(workshop));
    }

    [Fact]
    public async Task Two_sites_with_the_same_source_do_not_share_its_articles()
    {
        await using var workshop = new Workshop();
        var run = workshop.Get<ImportRun>();
        await run.RunAsync("other", [Feed(workshop, "one", "a", "b")], new ImportOptions(), null, Cancel);
        await workshop.ImportAsync(Lines(workshop, "two", "a", "b"));

        var changed = Feed(workshop, "one", "a");
        Assert.Equal(0, (await workshop.PruneAsync(changed)).Withdrawn);
        Assert.Equal(1, (await run.RunAsync("other", [changed], new ImportOptions { Prune = true }, null, Cancel)).Withdrawn);
    }

    private static string Feed(Workshop workshop, string name, params string[] ids) =>
        workshop.Write($"{name}.xml", Samples.Rss([.. ids.Select(id => Samples.Item(id))]));

    private static string Lines(Workshop workshop, string name, params string[] ids) =>
        workshop.Write($"{name}.jsonl", string.Concat(ids.Select(id => Samples.Line(id))));

    private static Task AnswerAsync(Microsoft.AspNetCore.Http.HttpContext context, string[] ids) =>
        Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, Samples.Atom(string.Concat(ids.Select(id =>
            $"<entry><id>{id}</id><title>Harbour</title><published>2026-02-02T08:00:00Z</published></entry>"))), Cancel);

    private static async Task<string> IdsAsync(Workshop workshop) =>
        string.Join(',', (await workshop.StoredAsync()).Select(article => article.SourceId).Order(StringComparer.Ordinal));
}
