using Recommender.Service.Importing.Text;

namespace Recommender.Service.Tests.Importing;

public sealed class AuthorNamesTests
{
    [Theory]
    [InlineData("Ann Example", "Ann Example")]
    [InlineData(" Ann\n Example ", "Ann Example")]
    [InlineData("ann@a.example (Ann Example)", "Ann Example")]
    [InlineData("Ann Example (ann@a.example)", "Ann Example")]
    [InlineData("Ann Example <ann@a.example>", "Ann Example")]
    [InlineData("Ann Example &lt;ann@a.example&gt;", "Ann Example")]
    [InlineData("\"Ann Example\" <ann@a.example>", "Ann Example")]
    [InlineData("<a href=\"mailto:ann@a.example\">Ann Example</a>", "Ann Example")]
    [InlineData("Ann, mailto:ann@a.example", "Ann")]
    [InlineData("O&#39;Hara", "O'Hara")]
    [InlineData("ann@a.example", null)]
    [InlineData("mailto:ann@a.example", null)]
    [InlineData("https://a.example/people/ann", null)]
    [InlineData("()", null)]
    [InlineData(null, null)]
    public void A_name_is_read_without_addresses(string? stated, string? expected) => Assert.Equal(expected, AuthorNames.Of(stated));

    [Fact]
    public void Several_authors_are_listed_once_each() =>
        Assert.Equal("Ann Example, Bo Sample", AuthorNames.Of("Ann Example", "bo@b.example (Bo Sample)", "ANN EXAMPLE", "x@y.example"));
}
