namespace Recommender.Service.Tests.Importing.Pages;

public sealed class PageAuthorsTests
{
    [Theory]
    [InlineData("<meta name=author content='By Ann Example'>", "Ann Example")]
    [InlineData("<meta name=author content='Von Änne Beispiel'>", "Änne Beispiel")]
    [InlineData("<meta name=author content='Par Anne Exemple'>", "Anne Exemple")]
    [InlineData("<meta name=author content='Ann Example'><meta name=author content='Bo Sample'>", "Ann Example, Bo Sample")]
    [InlineData("<meta name=author content='ann@courier.example'>", null)]
    [InlineData("<meta property='article:author' content='https://facebook.example/ann'>", null)]
    [InlineData("<meta property='article:author' content='Ann Example'>", "Ann Example")]
    [InlineData("<meta name=author content='admin'><meta name='parsely-author' content='Ann Example'>", "Ann Example")]
    [InlineData("<meta name=author content='admin'>", "admin")]
    [InlineData("<meta name=author content='Ann Example (https://a.example/ann)'>", "Ann Example")]
    [InlineData("<meta name=author content='Ann Example12 Mar 2024'>", "Ann Example")]
    [InlineData("<meta name=author content='Ann Example | The Courier'>", "Ann Example")]
    [InlineData("<meta name=author content='ByAnn Example'>", "Ann Example")]
    [InlineData("<meta name=author content='AX7567'>", "AX7567")]
    [InlineData("<meta name=author content='Von Beispiel'>", "Von Beispiel")]
    [InlineData("<meta name=author content='Byron Di Sample'>", "Byron Di Sample")]
    public async Task Authors_are_read_from_meta_elements(string head, string? author) =>
        Assert.Equal(author, (await MadePage.WithHeadAsync(head)).Author);

    [Theory]
    [InlineData("\"Ann Example\"", "Ann Example")]
    [InlineData("{\"@type\":\"Person\",\"name\":\"Ann Example\",\"url\":\"https://a.example/ann\"}", "Ann Example")]
    [InlineData("[{\"name\":\"Ann Example\"},{\"name\":\"Bo Sample\"}]", "Ann Example, Bo Sample")]
    [InlineData("[\"Ann Example\",\"bo@courier.example\"]", "Ann Example")]
    [InlineData("{\"@id\":\"#ann\"}", "Ann of the graph")]
    [InlineData("[{\"@id\":\"#ann\"},{\"name\":[\"Bo Sample\"]}]", "Ann of the graph, Bo Sample")]
    [InlineData("{\"url\":\"https://a.example/ann\"}", null)]
    public async Task Authors_are_read_from_JSON_LD(string json, string? author)
    {
        var graph = $"{{\"@graph\":[{{\"@type\":\"Article\",\"author\":{json}}},{{\"@id\":\"#ann\",\"@type\":\"Person\",\"name\":\"A"
            + $"nn of the graph\"}}]}}";

        Assert.Equal(author, (await MadePage.WithHeadAsync($"<script type=application/ld+json>{graph}</script>")).Author);
    }

    [Theory]
    [InlineData("<p>By <a rel=author href=/ann>Ann Example</a></p>")]
    [InlineData("<span itemprop=author itemscope><span itemprop=name>Ann Example</span>, editor</span>")]
    [InlineData("<p class=byline>By Ann Example</p>")]
    [InlineData("<p class='author vcard'><span class=fn>Ann Example</span></p>")]
    public async Task Authors_are_read_from_the_page(string byline)
    {
        var html = MadePage.Html(
            "<title>Ferry</title>", $"<article><h1>Ferry</h1>{byline}{MadePage.Paragraphs}</article>"
            + "<ol class=comments><li class=comment><a rel=author>Reader One</a></li></ol>");

        Assert.Equal("Ann Example", (await MadePage.ReadAsync(html)).Author);
    }

    [Fact]
    public async Task All_marked_authors_are_read()
    {
        var html = MadePage.Html("<title>Ferry</title>",
            $"<article><h1>Ferry</h1><p>By <a rel=author>Ann Example</a> and <a rel=author>Bo "
                + $"Sample</a></p>{MadePage.Paragraphs}</article>");

        Assert.Equal("Ann Example, Bo Sample", (await MadePage.ReadAsync(html)).Author);
    }
}
