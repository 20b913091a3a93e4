using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Articles;

/// <summary>A hash that changed with a version would make every article of every site a changed one.</summary>
public sealed class ContentHashTests
{
    // SHA-256 over the length and the UTF-8 of each field, computed outside of this program. The text spans several of its pieces, and each
    // shift ends them within other characters.
    [Theory]
    [InlineData(0, "64580297b9a8d4f8be05d43015695d28")]
    [InlineData(1, "e3d3c7d89f06661a71699ad371dd4a44")]
    [InlineData(2, "bb13215d2b16a4bd035ec1510421c0fb")]
    [InlineData(3, "2747ada48e4fe7ca6f7736304926eb52")]
    public void The_hash_of_a_long_text_of_any_characters_stays_as_it_is(int shift, string hash) =>
        Assert.Equal(hash, ContentHash.Of(new Article
        {
            SourceId = "id", Title = "Title",
            Text = new string('a', shift) + string.Concat(Enumerable.Repeat("😀é日", 3000)),
        }));

    [Fact]
    public void The_size_of_the_image_counts()
    {
        var article = new Article { SourceId = "id", Title = "Title", Text = "Text", Image = "https://a.example/i.jpg" };
        var hashes = new[] { article, article with { ImageWidth = 12 }, article with { ImageHeight = 12 },
            article with { ImageWidth = 1, ImageHeight = 2 } }.Select(ContentHash.Of);

        Assert.Equal(4, hashes.Distinct().Count());
    }
}
