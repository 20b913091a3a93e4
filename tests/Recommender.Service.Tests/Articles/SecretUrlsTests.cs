using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Articles;

public class SecretUrlsTests
{
    [Theory]
    [InlineData("https://user:pw@host.example/feed: the server answers 404", "https://host.example/feed: the server answers 404")]
    [InlineData("HTTP://user@host.example/", "HTTP://host.example/")]
    [InlineData("https://user:p%40w@host.example:8443/", "https://host.example:8443/")]
    [InlineData("https://us@er:p@w@host.example/", "https://host.example/")]
    [InlineData("https://user:p/w@host.example/: there is no such file", "https://host.example/: there is no such file")]
    [InlineData("a https://u:p@[::1]/x and http://v:q@b.example/ too", "a https://[::1]/x and http://b.example/ too")]
    [InlineData("https://host.example/?key=abc&page=2", "https://host.example/?key=…&page=2")]
    [InlineData(
        "https://host.example/?a=1&API_KEY=abc&token=d&access_token=e#f",
        "https://host.example/?a=1&API_KEY=…&token=…&access_token=…#f")]
    [InlineData("https://host.example/?password=a%20b", "https://host.example/?password=…")]
    [InlineData("https://host.example:8080/path@x?monkey=1&page=2", "https://host.example:8080/path@x?monkey=1&page=2")]
    [InlineData("https://host.example: mail to a@b.example", "https://host.example: mail to a@b.example")]
    [InlineData("no address, user:pw@host", "no address, user:pw@host")]
    public void Secrets_in_addresses_are_hidden(string text, string expected) => Assert.Equal(expected, SecretUrls.Hide(text));

    [Theory]
    [InlineData("https://user:pw@host.example/a.png?x=1", "https://host.example/a.png?x=1")]
    [InlineData("//user:pw@host.example:8080/a.png", "https://host.example:8080/a.png")]
    [InlineData("/a.png", "https://site.example/a.png")]
    public void An_address_of_an_article_or_image_has_no_user_name_and_password(string url, string expected) =>
        Assert.Equal(expected, WebUrl.Parse(url, new Uri("https://me:mine@site.example/"))?.AbsoluteUri);
}
