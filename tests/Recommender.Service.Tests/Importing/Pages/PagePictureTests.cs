namespace Recommender.Service.Tests.Importing.Pages;

public sealed class PagePictureTests
{
    private const string Site = "https://courier.example";

    [Theory]
    [InlineData("<meta property=og:image content='/a.jpg'><meta property=og:image:width content=1200><meta property=og:image:height "
        + "content=630>", "/a.jpg", 1200, 630)]
    [InlineData("<meta property=og:image content='/a.jpg'><meta name=twitter:image content='/b.jpg'>", "/a.jpg")]
    [InlineData("<meta name=twitter:image content='/b.jpg'>", "/b.jpg")]
    [InlineData("<meta property=og:image content='/placeholder.png'><meta name=twitter:image content='/b.jpg'>", "/b.jpg")]
    [InlineData("<meta property=og:image content='https://secure.gravatar.com/avatar/1'><meta name=twitter:image "
        + "content='/b.jpg'>", "/b.jpg")]
    [InlineData("<meta property=og:image content='/site-logo.png'>", "/body.jpg")]
    [InlineData("<link rel=image_src href='/c.jpg'>", "/c.jpg")]
    [InlineData("<script type=application/ld+json>{\"@type\":\"Article\",\"image\":\"/d.jpg\"}</script>", "/d.jpg")]
    [InlineData("<script type=application/ld+json>{\"@type\":\"Article\",\"image\":[\"/d.jpg\",\"/e.jpg\"]}</script>", "/d.jpg")]
    [InlineData("<script type=application/ld+json>{\"@type\":\"Article\",\"image\":{\"@type\":\"ImageObject\",\"url\":\"/d.jpg\",\"w"
        + "idth\":800,\"height\":\"600px\"}}</script>", "/d.jpg", 800, 600)]
    [InlineData("<script type=application/ld+json>{\"@type\":\"Article\",\"image\":[{\"url\":\"/s.jpg\",\"width\":300},{\"url\":\"/l"
        + ".jpg\",\"width\":1200},{\"url\":\"/x.jpg\",\"width\":9000}]}</script>", "/l.jpg", 1200)]
    [InlineData("<script type=application/ld+json>{\"@graph\":[{\"@type\":\"Article\",\"image\":{\"@id\":\"#p\"}},{\"@type\":\"Image"
        + "Object\",\"@id\":\"#p\",\"contentUrl\":\"/d.jpg\"}]}</script>", "/d.jpg")]
    [InlineData("", "/body.jpg")]
    public async Task The_picture_that_the_page_states_comes_first(string head, string path, int? width = null, int? height = null)
    {
        var html = MadePage.Html(head, $"<article><h1>Ferry</h1><p><img src='/body.jpg'></p>{MadePage.Paragraphs}</article>");

        var article = await MadePage.ReadAsync(html);

        Assert.Equal((Site + path, width, height), (article.Image, article.ImageWidth, article.ImageHeight));
    }

    [Fact]
    public async Task A_logo_is_shown_only_if_there_is_no_other()
    {
        var html = MadePage.Html("<meta property=og:image content='/site-logo.png'>", $"<article>{MadePage.Paragraphs}</article>");

        Assert.Equal($"{Site}/site-logo.png", (await MadePage.ReadAsync(html)).Image);
    }
}
