using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Articles;

public sealed class UrlKeyTests
{
    [Theory]
    [InlineData("https://Courier.example/2026/02/harbour.html", "courier.example/2026/02/harbour")]
    [InlineData("http://www.courier.example/2026/02/harbour/", "courier.example/2026/02/harbour")]
    [InlineData("https://m.courier.example:443/2026/02/harbour.html?m=1", "courier.example/2026/02/harbour")]
    [InlineData("https://amp.courier.example/2026/02/harbour/amp/", "courier.example/2026/02/harbour")]
    [InlineData("https://courier.example/2026/02/harbour?utm_source=x&fbclid=y&ref=z#comments", "courier.example/2026/02/harbour")]
    [InlineData("https://courier.example/2026/02/harbour/index.html", "courier.example/2026/02/harbour")]
    [InlineData("https://courier.example/", "courier.example")]
    [InlineData("https://courier.example", "courier.example")]
    [InlineData("https://courier.example/?p=123", "courier.example?p=123")]
    [InlineData("https://courier.example/a?id=2&cat=7&utm_medium=mail", "courier.example/a?cat=7&id=2")]
    [InlineData("https://courier.example:8080/a", "courier.example:8080/a")]
    [InlineData("https://courier.example/caf%c3%a9", "courier.example/caf%C3%A9")]
    [InlineData("https://courier.example/café", "courier.example/caf%C3%A9")]
    [InlineData("https://courier.example/%7Ejo/a", "courier.example/~jo/a")]
    [InlineData("https://bücher.example/a", "xn--bcher-kva.example/a")]
    [InlineData("https://user:secret@courier.example/a", "courier.example/a")]
    [InlineData("https://m.com/a", "m.com/a")]
    public void All_spellings_of_a_page_have_the_same_key(string url, string key) => Assert.Equal(key, UrlKey.Of(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/2026/02/harbour")]
    [InlineData("//courier.example/a")]
    [InlineData("harbour.html")]
    [InlineData("javascript:alert(1)")]
    [InlineData("mailto:desk@courier.example")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://")]
    public void Anything_but_a_web_page_has_no_key(string? url) => Assert.Null(UrlKey.Of(url));

    [Theory]
    [InlineData("/amp")]
    [InlineData("/index.html/amp")]
    [InlineData(".html.htm.amp")]
    [InlineData("/")]
    public void A_path_of_many_suffixes_has_the_key_of_the_page(string suffix) => Assert.Equal(
        "courier.example/a",
        UrlKey.Of($"https://courier.example/a{string.Concat(Enumerable.Repeat(suffix, 4000 / suffix.Length))}"));

    [Fact]
    public void An_overlong_URL_has_no_key_and_is_not_stored()
    {
        var url = $"https://courier.example/{new string('a', WebUrl.Longest)}";

        Assert.Null(UrlKey.Of(url));
        Assert.Null(WebUrl.Clean(url));
        Assert.NotNull(UrlKey.Of(url[..WebUrl.Longest]));
    }

    [Fact]
    public void Pages_that_differ_in_path_case_or_parameters_have_different_keys()
    {
        Assert.NotEqual(UrlKey.Of("https://courier.example/A"), UrlKey.Of("https://courier.example/a"));
        Assert.NotEqual(UrlKey.Of("https://courier.example/?p=1"), UrlKey.Of("https://courier.example/?p=2"));
        Assert.NotEqual(UrlKey.Of("https://courier.example/a%2Fb"), UrlKey.Of("https://courier.example/a/b"));
    }

    [Theory]
    [InlineData("https://courier.example/a?utm_source=x&p=3#top", "https://courier.example/a?p=3")]
    [InlineData("../b", "https://courier.example/b")]
    [InlineData("//cdn.example/c", "https://cdn.example/c")]
    [InlineData("/d?x=1", "https://courier.example/d?x=1")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("data:image/png;base64,AA", null)]
    public void A_stored_URL_is_absolute_and_without_tracking_parameters(string url, string? clean) =>
        Assert.Equal(clean, WebUrl.Clean(url, new Uri("https://courier.example/2026/a")));
}
