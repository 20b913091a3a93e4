namespace Recommender.Service.Tests.Importing.Pages;

public sealed class PageTextTests
{
    private const string Story =
        "The harbour master counted forty crates of oranges on the quay this morning, and nobody had ordered them. He put the "
            + "crates under a "
        + "roof, wrote the number on the board beside the gate, and waited for a telephone call that had not come by noon.";

    private static readonly string Remarks = string.Concat(Enumerable.Repeat(
        "<li class=comment><p>Wonderful news, thank you very much for telling all of us about it, it has made my whole week so much "
            + "better.</p></li>", 40));

    private static readonly string Consent = string.Concat(Enumerable.Repeat(
        "<p>We and our partners store and access information on a device, such as cookies, and process personal data, such as unique "
        + "identifiers, for personalised content, audience research and services development, with your permission.</p>", 4));

    public static TheoryData<string, string> Pages() => new()
    {
        { "comments after an article", $"<article><h1>Oranges</h1><p>{Story}</p></article><section id=comments "
            + $"class=comments-area><ol>{Remarks}</ol></section>" },
        { "comments within the article", $"<article><h1>Oranges</h1><p>{Story}</p><div class=comments><ol>{Remarks}</ol></div></article>" },
        { "comments without article", $"<div class=post><h1>Oranges</h1><p>{Story}</p></div><ol class=commentlist>{Remarks}</ol>" },
        {
            "comments of a theme",
            $"<div class=post><h1>Oranges</h1><p>{Story}</p></div><div class='td-comments-wrap x'><div>{Consent}</div></div>"
        },
        { "unnamed comments", $"<article><h1>Oranges</h1><p>{Story}</p></article><section "
            + $"class=x><ol>{Remarks.Replace("comment", "y", StringComparison.Ordinal)}</ol></section>" },
        { "dialog", $"<article><h1>Oranges</h1><p>{Story}</p></article><div role=dialog>{Consent}<button>Accept</button></div>" },
        { "consent before", $"<div id=cookie-consent class=modal>{Consent}</div><main><h1>Oranges</h1><p>{Story}</p></main>" },
        { "OneTrust", $"<article><h1>Oranges</h1><p>{Story}</p></article><div id=onetrust-consent-sdk><div>{Consent}</div></div>" },
        { "Cookiebot", $"<article><h1>Oranges</h1><p>{Story}</p></article><div id=CybotCookiebotDialog>{Consent}</div>" },
        { "Didomi", $"<article><h1>Oranges</h1><p>{Story}</p></article><div id=didomi-host>{Consent}</div>" },
        { "Borlabs", $"<article><h1>Oranges</h1><p>{Story}</p></article><div id=BorlabsCookieBox>{Consent}</div>" },
        { "Complianz", $"<article><h1>Oranges</h1><p>{Story}</p></article><div class='cmplz-cookiebanner cmplz-hidden'>{Consent}</div>" },
        { "unnamed consent", $"<div class=wrap><div class=a>{Consent}</div><article><h1>Oranges</h1><p>{Story}</p></article></div>" },
        {
            "several articles",
            $"<div class=p>{Consent}</div><article><h1>Oranges</h1><p>{Story}</p></article><article><h2>Apples</h2><p>Short.</p></article>"
        },
        { "itemprop", $"<div class=a><div itemprop=articleBody><p>{Story}</p></div><div class=z>{Consent}</div></div>" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_short_article_is_found_beside_longer_texts(string page, string body)
    {
        var article = await MadePage.ReadAsync(MadePage.Html($"<title>{page}</title>", $"<nav><a "
            + $"href=/>Home</a></nav>{body}<footer><p>Imprint</p></footer>"));

        Assert.Contains(Story, article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Wonderful news", article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("our partners", article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Imprint", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_teaser_of_another_article_is_not_the_article()
    {
        var html = MadePage.Html(
            "<title>Ferry</title>",
            $"<div class=text><h1>Ferry</h1>{MadePage.Paragraphs}</div><article><h2>Oranges</h2><p>{Story}</p></article>");

        Assert.Contains("On the sixth day", (await MadePage.ReadAsync(html)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_stands_for_a_page_without_text()
    {
        var html = MadePage.Html("<title>Ferry</title><meta property=og:description content='The ferry stays in "
            + "dock.'>", "<form><p>Log in</p></form>");

        Assert.Equal("The ferry stays in dock.", (await MadePage.ReadAsync(html)).Text);
    }

    [Fact]
    public async Task An_article_about_cookies_is_kept()
    {
        var html = MadePage.Html("<title>Cookies</title>",
            $"<div class='post tag-cookie-consent'><article class='category-comments "
                + $"tag-cookie-notice'><h1>Cookies</h1>{MadePage.Paragraphs}</article></div>");

        Assert.Contains("On the sixth day", (await MadePage.ReadAsync(html)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_are_relative_to_the_base_that_the_page_names()
    {
        var html = MadePage.Html(
            "<base href='/archive/'><link rel=canonical href='2024/ferry'>",
            $"<article><h1>Ferry</h1><p>See <a href='dock'>the dock</a> and <img src='pictures/dock.jpg' "
                + $"width=800></p>{MadePage.Paragraphs}</article>");

        var article = await MadePage.ReadAsync(html);

        Assert.Equal("https://courier.example/archive/2024/ferry", article.Url);
        Assert.Equal("https://courier.example/archive/dock", Assert.Single(article.Spans, span => span.Url is not null).Url);
        Assert.Equal("https://courier.example/archive/pictures/dock.jpg", article.Image);
    }

    [Fact]
    public async Task A_base_on_another_host_is_the_base_of_a_saved_page()
    {
        var html = MadePage.Html(
            "<base href='https://static.example/news/'>", $"<article><h1>Ferry</h1><p>See <a href='dock'>the "
                + $"dock</a></p>{MadePage.Paragraphs}</article>");

        Assert.Contains((await MadePage.ReadAsync(html, null)).Spans, span => span.Url == "https://static.example/news/dock");
    }

    [Fact]
    public async Task Without_any_address_relative_links_lead_nowhere()
    {
        var html = MadePage.Html(
            "<title>Ferry</title>",
            $"<article><h1>Ferry</h1><p>See <a href='dock'>the dock</a>, <a "
                + $"href='https://a.example/b'>b</a></p>{MadePage.Paragraphs}</article>");

        var article = await MadePage.ReadAsync(html, null);

        Assert.Equal(["https://a.example/b"], article.Spans.Select(span => span.Url).OfType<string>());
    }

    [Theory]
    [InlineData("<link rel=canonical href='https://courier.example/'>", MadePage.Address)]
    [InlineData("<link rel=canonical href='/'><meta property=og:url content='https://courier.example/news/ferry-boat'>",
        "https://courier.example/news/ferry-boat")]
    [InlineData("<meta property=og:url content='https://www.courier.example'>", MadePage.Address)]
    [InlineData("<link rel=canonical href='/index.php'>", MadePage.Address)]
    [InlineData("<link rel=canonical href='/index.php?id=7'>", "https://courier.example/index.php?id=7")]
    [InlineData("<link rel=canonical href='https://partner.example/ferry'>", "https://partner.example/ferry")]
    public async Task The_home_page_is_never_the_address_of_another_page(string head, string url) =>
        Assert.Equal(url, (await MadePage.WithHeadAsync(head)).Url);

    [Fact]
    public async Task The_home_page_may_be_the_address_of_a_page_read_there_or_from_a_file()
    {
        var html = MadePage.Html("<link rel=canonical href='https://courier.example/'>", MadePage.Paragraphs);

        Assert.Equal("https://courier.example/", (await MadePage.ReadAsync(html, "https://courier.example/index.html")).Url);
        Assert.Equal("https://courier.example/", (await MadePage.ReadAsync(html, null)).Url);
    }

    [Theory]
    [InlineData("[\"Harbour\",\"Weather\"]", "Harbour", "ferry Weather")]
    [InlineData("[\"\",\"Harbour\",\"ferry\"]", "Harbour", "ferry")]
    [InlineData("\"Harbour, sea\"", "Harbour, sea", "ferry")]
    [InlineData("[]", null, "ferry")]
    public async Task Of_several_sections_the_first_is_the_section(string stated, string? section, string tags)
    {
        var article = await MadePage.WithHeadAsync("<script type=application/ld+json>"
            + $"{{\"@type\":\"NewsArticle\",\"keywords\":\"ferry\",\"articleSection\":{stated}}}</script>");

        Assert.Equal((section, tags), (article.Section, string.Join(' ', article.Tags)));
    }
}
