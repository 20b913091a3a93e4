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

    [Fact]
    public void Rules_of_any_length_are_read()
    {
        var rules = Rules("Disallow: /x" + string.Concat(Enumerable.Repeat("*a", 100_000)) + "\nDisallow: /secret");

        Assert.True(rules.Allows(new Uri("http://a.example/x" + new string('a', 1000))));
        Assert.False(rules.Allows(new Uri("http://a.example/secret/1")));
    }

    private static RobotsRules Rules(string lines) => RobotsRules.Parse("User-agent: *\n" + lines, "recommender");
}
