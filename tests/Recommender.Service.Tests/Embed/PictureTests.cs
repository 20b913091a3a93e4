using Recommender.Service.Embed;

namespace Recommender.Service.Tests.Embed;

public class PictureTests
{
    [Theory]
    [InlineData("https://1.bp.blogspot.com/-a/b/c/d/s320/photo.jpg", "https://1.bp.blogspot.com/-a/b/c/d/s480/photo.jpg")]
    [InlineData("https://blogger.googleusercontent.com/img/a/AVvXs/w640-h360-p-k-no-nu/p.png",
        "https://blogger.googleusercontent.com/img/a/AVvXs/s480/p.png")]
    [InlineData("https://blogger.googleusercontent.com/img/a/AVvXsEg=s320", "https://blogger.googleusercontent.com/img/a/AVvXsEg=s480")]
    [InlineData("https://lh3.googleusercontent.com/abc=w400-h300-c", "https://lh3.googleusercontent.com/abc=s480")]
    [InlineData("https://i0.wp.com/blog.example/a.jpg?resize=300%2C200&ssl=1", "https://i0.wp.com/blog.example/a.jpg?ssl=1&w=480")]
    [InlineData("https://blog.files.wordpress.com/2024/05/a.jpg?w=300", "https://blog.files.wordpress.com/2024/05/a.jpg?w=480")]
    [InlineData("https://ghost.example/content/images/size/w2000/2024/05/a.jpg",
        "https://ghost.example/content/images/size/w600/2024/05/a.jpg")]
    public void A_host_that_makes_any_width_is_asked_for_several(string address, string one)
    {
        var picture = Picture.Of(address)!;

        Assert.Contains(one + " ", picture.Widths, StringComparison.Ordinal);
        Assert.All(picture.Widths!.Split(", "), part => Assert.Matches(@"^https://\S+ \d+w$", part));
        Assert.StartsWith("auto, ", picture.Sizes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://blog.example/wp-content/uploads/2024/05/a-300x200.jpg")]
    [InlineData("https://ghost.example/content/images/2024/05/a.jpg")]
    [InlineData("https://lh3.googleusercontent.com/abc")]
    [InlineData("https://not-i0.wp.com.example/a.jpg?w=3")]
    [InlineData("https://evil-blogspot.example/s320/a.jpg")]
    public void Other_pictures_stay_as_they_are(string address) => Assert.Equal(new Picture(address, null), Picture.Of(address));

    [Theory]
    [InlineData(null)]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:image/png;base64,AA")]
    public void Nothing_but_a_web_address_is_a_picture(string? address) => Assert.Null(Picture.Of(address));
}
