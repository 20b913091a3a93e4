using Recommender.Service.Importing.Fetching;

namespace Recommender.Service.Tests.Importing;

public sealed class RobotsRulesTests
{
    [Theory]
    [InlineData("/private", "/private/feed.xml", false)]
    [InlineData("/private", "/public", true)]
    [InlineData("/*.php$", "/a/b.php", false)]
    [InlineData("/*.php$", "/a/b.php?x=1", true)]
    [InlineData("/a*b*c", "/a--b--c--", false)]
    [InlineData("/a*b*c", "/a--c--b", true)]
    [InlineData("/a*bc$", "/abc", false)]
    [InlineData("/a*abc$", "/abc", true)]
    [InlineData("/x$", "/x", false)]
    [InlineData("/x$", "/xy", true)]
    [InlineData("*", "/anything", false)]
    [InlineData("/a.b(c", "/a.b(c)", false)]
    [InlineData("/a.b", "/aXb", true)]
    public void Paths_match_according_to_the_standard(string rule, string path, bool allowed) =>
        Assert.Equal(allowed, Rules($"Disallow: {rule}").Allows(new Uri("http://a.example" + path)));

    [Theory]
    [InlineData("/café", "/caf%C3%A9/1")]
    [InlineData("/caf%c3%a9", "/café/1")]
    [InlineData("/caf%C3%A9", "/caf%c3%a9")]
    [InlineData("/橋", "/%E6%A9%8B")]
    [InlineData("/%61bc", "/abc")]
    [InlineData("/abc", "/%61bc")]
    [InlineData("/a b", "/a%20b")]
    [InlineData("/%7Eann", "/~ann")]
    [InlineData("/price%24", "/price$")]
    [InlineData("/a$b", "/a$bc")]
    [InlineData("/x%2Ay", "/x*y")]
    public void A_path_is_the_same_in_every_spelling(string rule, string path) =>
        Assert.False(Rules($"Disallow: {rule}").Allows(new Uri("http://a.example" + path)));

    [Theory]
    [InlineData("/a%2Fb", "/a/b")]
    [InlineData("/caf%E9", "/caf%C3%A9")]
    [InlineData("/x%2Ay", "/xzy")]
    public void Another_path_is_another_path(string rule, string path) =>
        Assert.True(Rules($"Disallow: {rule}").Allows(new Uri("http://a.example" + path)));

    [Theory]
    [InlineData("User-agent: recommender/1.0\nDisallow: /", false)]
    [InlineData("User-agent: Recommender (our site)\nDisallow: /", false)]
    [InlineData("\uFEFFUser-agent: recommender\nDisallow: /", false)]
    [InlineData("user-agent: other\nuser-agent: recommender\ndisallow: /", false)]
    [InlineData("User-agent: recommender2\nDisallow: /", true)]
    [InlineData("User-agent: recommender\nDisallow: /a\n\nUser-agent: x\nDisallow:\n\nUser-agent: recommender\nDisallow: /f", false)]
    [InlineData("User-agent: *\nSitemap: http://a.example/s.xml\nUser-agent: recommender\nDisallow: /", false)]
    [InlineData("User-agent: *\rDisallow: /f\r", false)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /f", true)]
    [InlineData("User-agent: *\nAllow: /f\nDisallow: /f", true)]
    [InlineData("User-agent: *\nAllow: /f\nDisallow: /fe", false)]
    [InlineData("User-agent: * # all\nDisallow: /f # feeds", false)]
    [InlineData("Disallow: /", true)]
    [InlineData("<html>\nnothing: here", true)]
    public void The_groups_for_the_program_count_together(string text, bool allowed) =>
        Assert.Equal(allowed, RobotsRules.Parse(text, "recommender/0.1").Allows(new Uri("http://a.example/feed.xml")));

    [Theory]
    [InlineData("Crawl-delay: 5", 5.0)]
    [InlineData("crawl-delay: 0.5", 0.5)]
    [InlineData("Crawl-delay: -1", null)]
    [InlineData("Crawl-delay: soon", null)]
    [InlineData("Disallow: /x", null)]
    public void A_pause_between_requests_is_read(string line, double? seconds) =>
        Assert.Equal(seconds, Rules(line).CrawlDelay?.TotalSeconds);

    [Fact]
    public void Rules_of_any_length_are_read()
    {
        var rules = Rules("Disallow: /x" + string.Concat(Enumerable.Repeat("*a", 100_000)) + "\nDisallow: /secret");

        Assert.True(rules.Allows(new Uri("http://a.example/x" + new string('a', 1000))));
        Assert.False(rules.Allows(new Uri("http://a.example/secret/1")));
    }

    private static RobotsRules Rules(string lines) => RobotsRules.Parse("User-agent: *\n" + lines, "recommender");
}
