namespace Recommender.Service.Tests.Importing.Pictures;

public sealed class FeedPictureTests
{
    private const string Media = "xmlns:media=\"http://search.yahoo.com/mrss/\"";

    [Theory]
    [InlineData("<media:content url='https://a.example/r.jpg' medium='image' width='800' height='600'/>", 800, 600)]
    [InlineData("<media:content url='https://1.gravatar.com/avatar/x' medium='image'/><media:content url='https://a.example/r.jpg' "
        + "medium='image'/>",
        null, null)]
    [InlineData("<media:content url='https://a.example/r.jpg?w=140' medium='image' width='140'/>"
        + "<media:content url='https://a.example/r.jpg' medium='image' width='700'/>"
        + "<media:content url='https://a.example/r.jpg?w=3000' medium='image' width='3000'/>", 700, null)]
    [InlineData("<media:content url='https://a.example/r.jpg' medium='image' width='300'/>"
        + "<media:content url='https://a.example/other.jpg' medium='image' width='900'/>", 300, null)]
    [InlineData("<enclosure url='https://a.example/r.jpg' type='image/jpeg' length='1'/>", null, null)]
    [InlineData("<media:thumbnail url='https://a.example/r.jpg' width='72' height='72'/>", null, null)]
    [InlineData("<image>https://a.example/r.jpg</image>", null, null)]
    [InlineData("<image><url>https://a.example/r.jpg</url><title>x</title></image>", null, null)]
    [InlineData("<image>https://1.gravatar.com/avatar/x</image><image url='https://a.example/r.jpg'/>", null, null)]
    [InlineData("<image>https://a.example/i.jpg</image><enclosure url='https://a.example/r.jpg' type='image/jpeg'/>", null, null)]
    public async Task The_picture_of_an_item_is_read_with_its_size(string parts, int? width, int? height)
    {
        await using var workshop = new Workshop();
        var feed = Samples.Rss("<item><title>Ferry</title><link>https://a.example/1</link>" + parts + "</item>")
            .Replace("<rss ", $"<rss {Media} ", StringComparison.Ordinal);

        await workshop.ImportAsync(workshop.Write("feed.xml", feed));

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(("https://a.example/r.jpg", width, height), (article.Image, article.ImageWidth, article.ImageHeight));
    }

    [Fact]
    public async Task The_size_is_stored_and_counts_as_a_change()
    {
        await using var workshop = new Workshop();
        await ImportAsync("<p><img src='https://a.example/r.jpg'></p>");

        var changed = await ImportAsync("<p><img src='https://a.example/r.jpg' width='800' height='600'></p>");

        Assert.Equal(1, changed.Changed);
        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal((800, 600), (article.ImageWidth, article.ImageHeight));

        Task<Recommender.Service.Importing.ImportReport> ImportAsync(string body) =>
            workshop.ImportAsync(workshop.Write("feed.xml", Samples.Rss(Samples.Item("a", body: body))));
    }
}
