using Recommender.Service.Articles;
using Recommender.Service.Articles.Addresses;
using Recommender.Service.Blocks.Snapshots;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks.Snapshots;

/// <summary>Addresses that no article has as they are written.</summary>
public sealed class UnknownAddressTests
{
    private const string Story = "https://gazette.example/2026/bridge-reopens";

    [Theory]
    [InlineData("?srsltid=AfmBOo")]
    [InlineData("?gad_source=1&gbraid=0AAAA")]
    [InlineData("?ttclid=x")]
    [InlineData("?twclid=x&s=20&t=abc")]
    [InlineData("?li_fat_id=x")]
    [InlineData("?_bhlid=x")]
    [InlineData("?mibextid=x")]
    [InlineData("?pk_campaign=x&pk_kwd=y")]
    [InlineData("?mtm_campaign=x")]
    [InlineData("?hsCtaTracking=x%7Cy")]
    [InlineData("?fb_action_ids=1")]
    [InlineData("?replytocom=12#respond")]
    [InlineData("?share=reddit&nb=1")]
    [InlineData("?noamp=mobile")]
    [InlineData("?print=1")]
    [InlineData("?PHPSESSID=abc")]
    [InlineData("?a_name_that_nobody_knows=1")]
    [InlineData("?page=2")]
    [InlineData("?utm_source=a&lang=en&ref=b")]
    [InlineData(";jsessionid=0A1B?x=1")]
    [InlineData("&utm_source=mail")]
    [InlineData("/2/")]
    [InlineData("/page/2/")]
    [InlineData("/page-3")]
    [InlineData("/p2")]
    [InlineData("/comment-page-2/#comments")]
    [InlineData("/comments/")]
    [InlineData("/feed/")]
    [InlineData("/feed/atom/")]
    [InlineData("/trackback/")]
    [InlineData("/print/")]
    [InlineData("/amp/2/")]
    [InlineData(".amp.html")]
    [InlineData("_print.html")]
    [InlineData(".")]
    [InlineData("%20")]
    [InlineData(").")]
    [InlineData("%E2%80%9D")]
    [InlineData("/2/?srsltid=x")]
    public void An_unknown_end_of_a_known_address_leads_to_its_article(string end) => Finds("story", Story + end);

    [Theory]
    [InlineData("https://gazette.example//2026//bridge-reopens")]
    [InlineData("https://gazette.example/2026/Bridge-Reopens")]
    [InlineData("https://gazette.example/amp/2026/bridge-reopens")]
    [InlineData("https://gazette.example/m/2026/bridge-reopens")]
    [InlineData("https://gazette.example/print/2026/bridge-reopens/")]
    [InlineData("https://gazette.example/index.php/2026/bridge-reopens")]
    [InlineData("https://touch.gazette.example/2026/bridge-reopens")]
    [InlineData("https://gazette-example.cdn.ampproject.org/c/s/gazette.example/2026/bridge-reopens")]
    [InlineData("https://gazette-example.translate.goog/2026/bridge-reopens?_x_tr_sl=en&_x_tr_tl=fr")]
    [InlineData("https://www.google.com/amp/s/gazette.example/2026/bridge-reopens/amp")]
    public void Another_view_of_a_page_leads_to_its_article(string url) => Finds("story", url);

    [Theory]
    [InlineData("https://gazette.example/2026/bridge-reopens-again")]
    [InlineData("https://gazette.example/2026")]
    [InlineData("https://gazette.example/2/")]
    [InlineData("https://gazette.example/page/2/?a=b")]
    [InlineData("https://gazette.example/?p=77")]
    [InlineData("https://gazette.example/2026/bridge-reopens?id=5")]
    [InlineData("https://other.example/2026/bridge-reopens")]
    [InlineData("https://gazette.example/2026/bridge-reopens/gallery")]
    [InlineData("https://gazette.example/2026/bridge-reopens/2026")]
    public void An_address_of_something_else_leads_to_nothing(string url) => Finds(null, url);

    [Fact]
    public void A_parameter_that_tells_articles_apart_is_never_ignored()
    {
        var articles = Index(At("one", "https://a.example/view?story=1"), At("two", "https://a.example/view?story=2"),
            At("list", "https://a.example/view"));

        Assert.Equal("one", Found(articles, "https://a.example/view?story=1&page=2&x=y"));
        Assert.Equal("list", Found(articles, "https://a.example/view?fbclid=z&unheard=1"));
        Assert.Null(Found(articles, "https://a.example/view?story=3"));
        Assert.Null(Found(articles, "https://a.example/view?story=1&story=2"));
    }

    [Fact]
    public void A_parameter_of_any_name_chooses_once_articles_differ_by_it()
    {
        var articles = Index(At("one", "https://a.example/read.php?x=1"), At("two", "https://a.example/read.php?x=2"));

        Assert.Equal("two", Found(articles, "https://a.example/read.php?unheard=9&x=2"));
        Assert.Null(Found(articles, "https://a.example/read.php?x=3"));
        Assert.Null(Found(articles, "https://a.example/read.php?unheard=9"));
    }

    [Fact]
    public void A_single_article_with_a_parameter_does_not_answer_for_other_values()
    {
        var articles = Index(At("one", "https://a.example/view?x=1"));

        Assert.Null(Found(articles, "https://a.example/view?x=2"));
        Assert.Equal("one", Found(articles, "https://a.example/view?x=1&utm_medium=mail"));
    }

    [Fact]
    public void A_parameter_that_all_articles_of_a_feed_carry_is_ignored_on_both_sides()
    {
        var articles = Index([.. Enumerable.Range(1, 5).Select(i => At($"s{i}", $"https://a.example/2026/s{i}?via=feed&emc=rss"))]);

        Assert.Equal("s2", Found(articles, "https://a.example/2026/s2"));
        Assert.Equal("s3", Found(articles, "https://a.example/2026/s3?via=mail"));
        Assert.Equal("s3", articles[articles.FindByUrl("https://a.example/2026/s3?via=feed&emc=rss")].SourceId);
    }

    [Fact]
    public void Copies_of_a_story_under_two_values_do_not_make_a_parameter_choose()
    {
        var articles = Index(
        [
            .. Enumerable.Range(1, 30).Select(i => At($"s{i}", $"https://a.example/s{i}?mod=front")),
            At("front", "https://a.example/s?mod=front") with { Title = "The same" },
            At("news", "https://a.example/s?mod=news") with { Title = "The same" },
        ]);

        Assert.Equal("s7", Found(articles, "https://a.example/s7?mod=else"));
        Assert.Null(Found(articles, "https://a.example/s?mod=else"));
    }

    [Fact]
    public void Settings_name_parameters_that_choose_and_that_do_not()
    {
        var options = new AddressOptions { DistinguishingParameters = ["lang"], IgnoredParameters = ["id"] };
        var articles = ArticleIndex.Of([Card(At("story", Story))], null, options);

        Assert.Equal("story", Found(articles, Story + "?id=5"));
        Assert.Null(Found(articles, Story + "?lang=fr"));
    }

    [Fact]
    public void A_number_is_a_page_only_where_articles_are_not_numbered()
    {
        var articles = Index(
            At("news", "https://a.example/news"), At("n1", "https://a.example/news/1"), At("n2", "https://a.example/news/2"),
            At("story", "https://a.example/story"));

        Assert.Equal("n2", Found(articles, "https://a.example/news/2/"));
        Assert.Null(Found(articles, "https://a.example/news/3"));
    }

    [Fact]
    public void The_address_of_an_article_that_nobody_may_see_leads_to_no_other()
    {
        var articles = Index(
            At("story", Story), At("second", Story + "/2") with { Withdrawn = Now }, At("upper", "https://gazette.example/2026/SECRET"),
            At("lower", "https://gazette.example/2026/secret") with { Access = ArticleAccess.Hidden });

        Assert.Null(Found(articles, Story + "/2"));
        Assert.Null(Found(articles, "https://gazette.example/2026/secret"));
    }

    [Fact]
    public void Articles_that_differ_by_case_are_kept_apart()
    {
        var articles = Index(At("upper", "https://a.example/ABC"), At("lower", "https://a.example/abc"));

        Assert.Equal("upper", Found(articles, "https://a.example/ABC"));
        Assert.Equal("lower", Found(articles, "https://a.example/abc"));
        Assert.Null(Found(articles, "https://a.example/Abc"));
    }

    [Theory]
    [InlineData("https://a.example/caf%C3%A9", "https://a.example/cafe%CC%81")]
    [InlineData("https://a.example/cafe%CC%81", "https://a.example/café")]
    [InlineData("https://a.example/%D1%82%D0%B5%D0%BD%D0%BD%D0%B8%D1%81", "https://a.example/Теннис/?utm_term=x&a=b")]
    [InlineData("https://a.example/%E3%81%8C", "https://a.example/%E3%81%8B%E3%82%99")]
    public void Both_forms_of_Unicode_lead_to_the_article(string stored, string asked) =>
        Assert.Equal("one", Found(Index(At("one", stored)), asked));

    [Fact]
    public void A_hostile_address_of_any_form_leads_to_nothing()
    {
        var articles = Index(At("story", Story));
        foreach (var end in new[] { "/2", "/amp/print", "/page/2", "//", ";sid=1", "?p", "&a=b", ".", "%" })
        {
            var url = "https://gazette.example/x" + string.Concat(Enumerable.Repeat(end, (WebUrl.Longest - 100) / end.Length));
            Assert.Null(Found(articles, url));
        }
    }

    [Fact]
    public void Former_hosts_and_paths_lead_to_the_present_address()
    {
        var options = new AddressOptions
        {
            FormerHosts = ["old.example", "gazette.blogspot.*"],
            FormerPaths = ["/{year}/{month}/{slug} -> /{slug}", "/?p={id} -> /archive/{id}", "/{slug} -> /{a}/{b}/{slug}"],
        };
        var articles = ArticleIndex.Of(
            [Card(At("plain", "https://new.example/bridge")), Card(At("old", "https://new.example/archive/77")),
                Card(At("deep", "https://new.example/2026/03/canal"))], null, options);

        Assert.Equal("plain", Found(articles, "https://www.old.example/2024/05/bridge.html?utm_source=x"));
        Assert.Equal("plain", Found(articles, "http://gazette.blogspot.co.uk/2024/05/bridge.html"));
        Assert.Equal("plain", Found(articles, "https://old.example/bridge"));
        Assert.Equal("plain", Found(articles, "https://new.example/2024/05/bridge/"));
        Assert.Equal("plain", Found(articles, "https://old.example/2024/05/bridge/comment-page-2/?x=y"));
        Assert.Equal("old", Found(articles, "https://old.example/?p=77"));
        Assert.Equal("deep", Found(articles, "https://old.example/canal"));
        Assert.Null(Found(articles, "https://else.example/2024/05/bridge"));
        Assert.Null(Found(articles, "https://old.example/2024/05/tunnel"));
        Assert.Null(Found(articles, "https://gazette.blogspot.example.evil.example/bridge"));
    }

    [Fact]
    public void Addresses_after_changes_lead_where_those_of_a_new_index_lead()
    {
        var random = new Random(7);
        string Path() => random.Next(5) switch
        {
            0 => $"/Story-{random.Next(40)}",
            1 => $"/story-{random.Next(40)}?via=feed{random.Next(3)}",
            2 => $"/list?id={random.Next(40)}",
            3 => $"/numbered/{random.Next(9)}",
            _ => $"/caf%C3%A9/{random.Next(40)}-x/",
        };
        var articles = Index([.. Enumerable.Range(0, 60).Select(i => At($"a{i}", "https://a.example" + Path()))]);
        for (var round = 0; round < 60; round++)
        {
            articles.FindByUrl("https://a.example/unknown");
            var changed = Enumerable.Range(0, 3).Select(_ => At($"a{random.Next(90)}", "https://a.example" + Path()) with
            {
                Withdrawn = random.Next(4) == 0 ? Now : null,
            });
            articles = articles.With([.. changed.Select(Card)], out var _);
            var fresh = ArticleIndex.Of([.. Enumerable.Range(0, articles.Count).Select(card => articles[card])]);
            for (var asked = 0; asked < 30; asked++)
            {
                // With a parameter that nothing knows: what is learned of the others may lag behind.
                var url = "https://a.example" + Path().ToUpperInvariant().Split('?')[0] + (asked % 2 == 0 ? "/feed" : "?unheard=1");
                Assert.Equal(Found(fresh, url), Found(articles, url));
            }
        }
    }

    [Theory]
    [InlineData("old.example", true)]
    [InlineData("name.blogspot.*", true)]
    [InlineData("https://old.example", false)]
    [InlineData("old", false)]
    [InlineData("*", false)]
    [InlineData("*.example", false)]
    public void A_former_host_is_a_name_alone(string host, bool isRight) => Assert.Equal(isRight, AddressMoves.IsHost(host));

    [Theory]
    [InlineData("/{year}/{slug} -> /{slug}", true)]
    [InlineData("/{slug} -> /{year}/{slug}", true)]
    [InlineData("/blog/{rest} -> /{rest}", true)]
    [InlineData("/{a} -> /{b}", false)]
    [InlineData("/{a}", false)]
    [InlineData("{a} -> /{a}", false)]
    [InlineData("/{a}/{a} -> /{a}", false)]
    [InlineData("/{a -> /{a}", false)]
    public void A_former_path_is_two_templates_of_the_same_parts(string text, bool isRight) =>
        Assert.Equal(isRight, PathMove.IsValid(text));

    private static void Finds(string? id, string url) => Assert.Equal(id, Found(
        Index(At("story", Story), At("second", "https://gazette.example/2026/second"), At("home", "https://gazette.example/")), url));

    private static string? Found(ArticleIndex articles, string url) =>
        articles.FindByUrl(url, Now.UtcDateTime) is >= 0 and var card ? articles[card].SourceId : null;

    private static Article At(string id, string url) => Of(id) with { Url = url };

    private static ArticleIndex Index(params Article[] articles) => ArticleIndex.Of([.. articles.Select(Card)]);

    private static ArticleCard Card(Article article) => ArticleCard.Of(article, 1);
}
