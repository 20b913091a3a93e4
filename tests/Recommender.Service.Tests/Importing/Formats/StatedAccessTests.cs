using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Importing.Formats;

/// <summary>Who may read an article, as sources state it.</summary>
public sealed class StatedAccessTests
{
    private static readonly string Body = $"<article><p>{Samples.Body}</p></article>";

    [Theory]
    [InlineData("\"isAccessibleForFree\":false", ArticleAccess.Paywalled)]
    [InlineData("\"isAccessibleForFree\":\"False\"", ArticleAccess.Paywalled)]
    [InlineData("\"isAccessibleForFree\":\"http://schema.org/False\",\"hasPart\":{\"isAccessibleForFree\":true}", ArticleAccess.Paywalled)]
    [InlineData("\"isAccessibleForFree\":\"https://schema.org/True\"", ArticleAccess.Open)]
    [InlineData("\"isAccessibleForFree\":null", null)]
    [InlineData("\"isAccessibleForFree\":\"perhaps\"", null)]
    [InlineData("\"isPartOf\":{\"isAccessibleForFree\":false}", null)]
    public Task JSON_LD_of_a_page(string members, ArticleAccess? access) => ReadsAsync("page.html",
        "<html><head><title>Wall</title><script type='application/ld+json'>" +
        $"{{\"@type\":\"NewsArticle\",\"headline\":\"Wall\",{members}}}</script></head><body>{Body}</body></html>", access);

    [Theory]
    [InlineData("<meta itemprop='isAccessibleForFree' content='false'>", ArticleAccess.Paywalled)]
    [InlineData("<link itemprop='isAccessibleForFree' href='http://schema.org/False'>", ArticleAccess.Paywalled)]
    [InlineData("<meta property='article:content_tier' content='locked'>", ArticleAccess.Paywalled)]
    [InlineData("<meta property='article:content_tier' content='metered'>", ArticleAccess.Paywalled)]
    [InlineData("<meta property='article:content_tier' content='free'>", ArticleAccess.Open)]
    [InlineData("", null)]
    public Task Microdata_and_meta_of_a_page(string mark, ArticleAccess? access) =>
        ReadsAsync("page.html", $"<html><head><title>Wall</title>{mark}</head><body>{Body}</body></html>", access);

    [Theory]
    [InlineData("\"access\":\"paywalled\"", ArticleAccess.Paywalled)]
    [InlineData("\"access\":\"hidden\"", ArticleAccess.Hidden)]
    [InlineData("\"visibility\":\"public\"", ArticleAccess.Open)]
    [InlineData("\"visibility\":\"members\"", ArticleAccess.Paywalled)]
    [InlineData("\"visibility\":\"paid\"", ArticleAccess.Paywalled)]
    [InlineData("\"isAccessibleForFree\":false", ArticleAccess.Paywalled)]
    [InlineData("\"access\":\"everyone\"", null)]
    public Task JSON_Lines(string member, ArticleAccess? access) =>
        ReadsAsync("items.jsonl", $"{{\"id\":\"a\",\"title\":\"Wall\",\"text\":\"Text\",{member}}}\n", access);

    [Theory]
    [InlineData("visibility: members", ArticleAccess.Paywalled)]
    [InlineData("access: hidden", ArticleAccess.Hidden)]
    public Task Front_matter(string field, ArticleAccess? access) =>
        ReadsAsync("story.md", $"---\ntitle: Wall\n{field}\n---\n\nText.\n", access);

    [Fact]
    public async Task A_change_of_access_alone_is_a_change()
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("story.md", "---\ntitle: Wall\n---\n\nText.\n");
        await workshop.ImportAsync(file);

        workshop.Write("story.md", "---\ntitle: Wall\naccess: paywalled\n---\n\nText.\n");

        Assert.Equal(1, (await workshop.ImportAsync(file)).Changed);
        Assert.Equal(1, (await workshop.ImportAsync(file)).Unchanged);
    }

    private static async Task ReadsAsync(string name, string content, ArticleAccess? access)
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write(name, content));
        Assert.Equal(access, Assert.Single(await workshop.StoredAsync()).Access);
    }
}
