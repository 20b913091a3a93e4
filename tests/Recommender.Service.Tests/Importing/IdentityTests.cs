using Dapper;
using Recommender.Service.Articles;
using Recommender.Service.Articles.Addresses;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Importing;

/// <summary>Sources that change ids and addresses: the articles stay the same.</summary>
public sealed class IdentityTests
{
    private static readonly string[] s_texts =
    [
        "The lock of the canal was emptied for repairs, and the keeper counted forty carp in the mud below the gate.",
        "Rye flour costs twice as much since the mill closed in spring, say the bakers of the old quarter by the river.",
        "A school orchestra from the hills won the prize of the county with a waltz that its own pupils had written.",
        "The timetable of the ferry changes on Monday because the larger boat is in the dry dock until late summer.",
        "Volunteers planted three hundred young beeches along the railway cutting on a cold and windy weekend.",
    ];

    [Fact]
    public async Task Another_guid_at_the_same_address_is_the_same_article()
    {
        await using var shop = new Workshop();
        await shop.ImportAsync(Feed(shop, i => ($"https://a.example/?p={100 + i}", $"https://a.example/{i}.html")));
        var before = await shop.StoredAsync();

        var report = await shop.ImportAsync(Feed(shop, i => ($"http://www.a.example/?p={i}", $"https://a.example/{i}.html")));

        Assert.Equal((0, 0, 5), (report.New, report.Changed, report.Unchanged));
        Assert.Equal(Keys(before), Keys(await shop.StoredAsync()));
        var articles = await IndexAsync(shop);
        Assert.Equal(articles.FindBySourceId("https://a.example/?p=103"), articles.FindBySourceId("http://www.a.example/?p=3"));
    }

    [Fact]
    public async Task Another_guid_and_a_corrected_text_change_the_article_in_place()
    {
        await using var shop = new Workshop();
        await shop.ImportAsync(Feed(shop, i => ($"old-{i}", $"https://a.example/{i}")));
        var before = await shop.StoredAsync();

        var report = await shop.ImportAsync(Feed(
            shop, i => ($"new-{i}", $"https://a.example/{i}"), title: i => $"Corrected {i}", text: i => s_texts[i] + " Updated since."));

        Assert.Equal((0, 5), (report.New, report.Changed));
        Assert.Equal(Keys(before), Keys(await shop.StoredAsync()));
    }

    [Fact]
    public async Task A_changing_parameter_without_a_guid_makes_no_new_articles_and_no_changes()
    {
        await using var shop = new Workshop();
        await shop.ImportAsync(Feed(shop, i => (null, $"https://a.example/n/A{i}?src=front{i}")));
        var before = await shop.StoredAsync();

        foreach (var where in new[] { "news", "late", "front" })
        {
            var report = await shop.ImportAsync(Feed(shop, i => (null, $"https://a.example/n/A{i}?src={where}{i}")));
            Assert.Equal((0, 0, 5), (report.New, report.Changed, report.Unchanged));
        }

        Assert.Equal(Keys(before), Keys(await shop.StoredAsync()));
    }

    [Fact]
    public async Task Articles_that_a_parameter_chooses_stay_apart_even_with_one_title()
    {
        await using var shop = new Workshop();
        var report = await shop.ImportAsync(Feed(
            shop, i => (null, $"https://a.example/photo?id={i}"), title: _ => "Photo of the day"));

        Assert.Equal(5, report.New);
        report = await shop.ImportAsync(Feed(shop, i => (null, $"https://a.example/photo?pic={i}"), title: _ => "Photo of the day"));
        Assert.Equal(5, report.New);
    }

    [Fact]
    public async Task A_parameter_that_a_feed_adds_to_all_its_items_is_removed()
    {
        await using var shop = new Workshop();
        await shop.ImportAsync(Feed(shop, i => ($"id-{i}", $"https://a.example/2026/s{i}?partner=rss&emc=rss")));

        Assert.Equal("https://a.example/2026/s0", (await shop.StoredAsync()).Min(article => article.Url));
    }

    [Theory]
    [InlineData("https://a.example/s{0}?lang=en")]
    [InlineData("https://a.example/index.php?option=com_content&id={0}")]
    [InlineData("https://a.example/view?story={0}")]
    [InlineData("https://a.example/s{0}.php?view=1")]
    public async Task A_parameter_that_a_page_may_need_stays(string url)
    {
        await using var shop = new Workshop();
        await shop.ImportAsync(Feed(shop, i => ($"id-{i}", string.Format(null, url, i))));

        Assert.Equal(string.Format(null, url, 0), (await shop.StoredAsync()).Min(article => article.Url));
    }

    [Fact]
    public async Task An_address_that_another_story_takes_withdraws_the_first_and_its_key_returns_with_it()
    {
        await using var shop = new Workshop();
        await shop.ImportAsync(One(shop, "s1", "https://a.example/fair", "Fair of 2025", s_texts[0], 1));
        var first = Assert.Single(await shop.StoredAsync());

        var report = await shop.ImportAsync(One(shop, "s2", "https://a.example/fair", "Fair of 2026", s_texts[1], 20));

        Assert.Equal((1, 1), (report.New, report.Withdrawn));
        Assert.Contains(report.Notes, note => note.Contains("'Fair of 2025'", StringComparison.Ordinal));
        Assert.Equal("s2", Assert.Single(await shop.StoredAsync()).SourceId);

        report = await shop.ImportAsync(One(shop, "s1", "https://a.example/fair", "Fair of 2025", s_texts[0], 1));

        Assert.Equal((1, 1), (report.Changed, report.Withdrawn));
        Assert.Equal(first.Key, Assert.Single(await shop.StoredAsync()).Key);
    }

    [Fact]
    public async Task Items_that_a_source_lists_together_with_one_address_all_stay()
    {
        await using var shop = new Workshop();
        await shop.ImportAsync(Feed(shop, i => ($"id-{i}", "https://a.example/live")));
        await shop.ImportAsync(Feed(shop, i => ($"id-{i + 1}", "https://a.example/live"), title: i => $"Story {i + 1}",
            text: i => i == 4 ? "But this one speaks of a lighthouse whose lamp was lit again after forty dark years." : s_texts[i + 1]));

        Assert.Equal(6, (await shop.StoredAsync()).Count);
    }

    [Fact]
    public async Task Ids_that_count_places_in_the_feed_do_not_move_articles()
    {
        await using var shop = new Workshop();
        await shop.ImportAsync(Feed(shop, i => ($"item-{i}", $"https://a.example/s{i}"), 3));
        var before = (await shop.StoredAsync()).ToDictionary(article => article.Url!, article => article.Key);

        var feed = Feed(
            shop, i => ($"item-{i}", $"https://a.example/s{(i + 4) % 5}"), 3, i => $"Story {(i + 4) % 5}", i => s_texts[(i + 4) % 5]);
        await shop.ImportAsync(feed);

        var after = (await shop.StoredAsync()).ToDictionary(article => article.Url!, article => article.Key);
        Assert.Equal(4, after.Count);
        Assert.All(before, article => Assert.Equal(article.Value, after[article.Key]));
        Assert.Equal(3, (await shop.ImportAsync(feed)).Unchanged);
    }

    [Fact]
    public async Task A_guid_that_is_used_again_for_another_story_changes_the_article_and_leaves_its_address()
    {
        await using var shop = new Workshop();
        await shop.ImportAsync(One(shop, "g", "https://a.example/2017", "Old", s_texts[0], 1));
        var report = await shop.ImportAsync(One(shop, "g", "https://a.example/2020", "New", s_texts[1], 20));

        Assert.Equal(1, report.Changed);
        var articles = await IndexAsync(shop);
        Assert.Equal(0, articles.FindByUrl("https://a.example/2020"));
        Assert.Equal(-1, articles.FindByUrl("https://a.example/2017"));
    }

    [Fact]
    public async Task Addresses_that_an_article_had_before_lead_to_it()
    {
        await using var shop = new Workshop();
        await shop.ImportAsync(One(shop, "g", "https://a.example/first", "Title", s_texts[0], 1));
        await shop.ImportAsync(One(shop, "g", "https://a.example/second", "Title", s_texts[0], 1));
        await shop.ImportAsync(One(shop, "g", "https://a.example/third", "Other title", s_texts[0] + " More.", 1));
        await shop.ImportAsync(One(shop, "h", "https://a.example/second", "Taken", s_texts[1], 2));

        var articles = await IndexAsync(shop);
        Assert.Equal("g", articles[articles.FindByUrl("https://a.example/first?utm_source=x&y=z")].SourceId);
        Assert.Equal("g", articles[articles.FindByUrl("https://a.example/third/")].SourceId);
        Assert.Equal("h", articles[articles.FindByUrl("https://a.example/second")].SourceId);
    }

    [Fact]
    public async Task Former_addresses_that_a_source_states_lead_to_the_article()
    {
        await using var shop = new Workshop();
        var article = TestArticles.Of("a") with { FormerUrls = ["https://example.org/2019/a", "https://old.example/a.html"] };
        await shop.Get<SiteStore>().EnsureAsync(Workshop.Site, Cancel);
        await shop.Articles.SaveAsync(Workshop.Site, [article], Cancel);
        await shop.Articles.SaveAsync(Workshop.Site, [article], Cancel);

        var articles = await IndexAsync(shop);
        Assert.Equal(0, articles.FindByUrl("http://www.old.example/a"));
        Assert.Equal(0, articles.FindByUrl("https://example.org/2019/a/comment-page-3"));
    }

    [Fact]
    public async Task An_erased_article_leaves_no_former_address()
    {
        await using var shop = new Workshop();
        await shop.ImportAsync(One(shop, "g", "https://a.example/secret-name", "Title", s_texts[0], 1));
        await shop.ImportAsync(One(shop, "new-g", "https://a.example/secret-name", "Title", s_texts[0], 1));
        await shop.ImportAsync(One(shop, "g", "https://a.example/second", "Title", s_texts[0], 1));

        await shop.Get<ArticleErasure>().EraseAsync(Workshop.Site, ["g"], Cancel);

        await using var connection = await shop.Get<Database>().ConnectAsync(Cancel);
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from former_address"));
        Assert.Equal(-1, (await IndexAsync(shop)).FindByUrl("https://a.example/secret-name"));
    }

    [Fact]
    public async Task Articles_at_a_new_host_and_path_with_other_guids_keep_their_keys_if_the_settings_name_the_old_ones()
    {
        await using var shop = new Workshop(
            ("Recommender:Addresses:FormerHosts:0", "old.example"),
            ("Recommender:Addresses:FormerPaths:0", "/{year}/{month}/{slug} -> /stories/{slug}"));
        await shop.ImportAsync(Feed(shop, i => ($"old-{i}", $"https://old.example/2026/0{i + 1}/story-{i}.html")));
        var before = await shop.StoredAsync();

        var report = await shop.ImportAsync(Feed(shop, i => ($"new-{i}", $"https://www.new.example/stories/story-{i}/")));

        Assert.Equal((0, 5), (report.New, report.Changed));
        var after = await shop.StoredAsync();
        Assert.Equal(Keys(before), Keys(after));
        Assert.All(after, article => Assert.StartsWith("https://www.new.example/", article.Url, StringComparison.Ordinal));
        var articles = await IndexAsync(shop);
        Assert.All(before, article => Assert.Equal(article.Key, articles.KeyAt(article.Url!)));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string[] Keys(IEnumerable<Article> articles) => [.. articles.Select(article => article.Key).Order()];

    private static Task<ArticleIndex> IndexAsync(Workshop shop) => new SnapshotQuery(
        shop.Get<Database>(), null, shop.Get<Recommender.Service.Configuration.SiteSettings<AddressOptions>>())
        .IndexAsync(Workshop.Site, Cancel);

    private static string One(Workshop shop, string id, string url, string title, string text, int day) =>
        Feed(shop, _ => (id, url), 1, _ => title, _ => text, day);

    private static string Feed(
        Workshop shop, Func<int, (string? Id, string Url)> item, int count = 5, Func<int, string>? title = null,
        Func<int, string>? text = null, int day = 1) => shop.Write("feed.xml", string.Concat(
        [
            "<rss version=\"2.0\"><channel><title>A</title><link>https://a.example/</link>",
            .. Enumerable.Range(0, count).Select(i =>
            {
                var (id, url) = item(i);
                return $"<item><title>{title?.Invoke(i) ?? $"Story {i}"}</title><link>{url.Replace("&", "&amp;")}</link>"
                    + (id is null ? "" : $"<guid isPermaLink=\"false\">{id}</guid>")
                    + $"<pubDate>{day + i:00} Jan 2026 10:00:00 GMT</pubDate>"
                    + $"<description>{text?.Invoke(i) ?? s_texts[i]}</description></item>";
            }),
            "</channel></rss>",
        ]));
}
