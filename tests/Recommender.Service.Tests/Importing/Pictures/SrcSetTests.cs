using Recommender.Service.Importing.Pictures;

namespace Recommender.Service.Tests.Importing.Pictures;

public sealed class SrcSetTests
{
    [Theory]
    [InlineData("a.jpg 300w, b.jpg 1600w, c.jpg 2400w", "b.jpg", 1600)]
    [InlineData("a.jpg 2000w, b.jpg 4000w", "a.jpg", 2000)]
    [InlineData("a.jpg 300w,b.jpg 600w", "b.jpg", 600)]
    [InlineData("https://a.example/w_300,h_200/a.jpg 300w, https://a.example/w_900,h_600/a.jpg 900w", "https://a.example/w_900,h_600"
        + "/a.jpg", 900)]
    [InlineData("a.jpg, b.jpg 2x", "b.jpg", null)]
    [InlineData("a.jpg 1x, b.jpg 1.5x, c.jpg 4x", "b.jpg", null)]
    [InlineData(" , a.jpg", "a.jpg", null)]
    public void The_widest_up_to_a_sensible_width_is_taken(string srcset, string url, int? width) =>
        Assert.Equal((url, width), SrcSet.Best(srcset));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ,")]
    public void Nothing_has_no_candidates(string? srcset) => Assert.Null(SrcSet.Best(srcset));
}
