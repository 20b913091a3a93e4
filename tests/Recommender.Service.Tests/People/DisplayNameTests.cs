using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

public class DisplayNameTests
{
    [Theory]
    [InlineData("Mila Brandt", "Mila Brandt")]
    [InlineData("  Mila \t\n Brandt ", "Mila Brandt")]
    [InlineData("Mila\u200b\u200d\u2060\ufeff Brandt", "Mila Brandt")]
    [InlineData("\u202eMila\u202c\u2066 Brandt\u2069", "Mila Brandt")]
    [InlineData("Mila\u0000\u001b[31m", "Mila[31m")]
    [InlineData("Mi\u0301la\u3164\u2800\ufe0f\U000e0041", "Míla")]
    [InlineData("Mila\u00a0\u2003Brandt\u2028", "Mila Brandt")]
    [InlineData("Mila\ud800", "Mila")]
    [InlineData("a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307", "à\u0301\u0302\u0303")]
    [InlineData("李小龙", "李小龙")]
    [InlineData("\u200b", "")]
    public void Names_lose_what_cannot_be_seen(string name, string expected) => Assert.Equal(expected, DisplayName.Clean(name));

    [Fact]
    public void A_long_name_of_a_provider_is_cut_between_two_characters()
    {
        var cut = DisplayName.CleanAndCut(string.Concat(Enumerable.Repeat("x\n👩‍🚀", 3000)));

        Assert.InRange(cut.Length, 90, DisplayName.MaxLength);
        Assert.DoesNotContain(cut, char.IsControl);
        Assert.False(char.IsHighSurrogate(cut[^1]));
    }

    [Theory]
    [InlineData("operator", true)]
    [InlineData("Operator", true)]
    [InlineData("ｏｐｅｒａｔｏｒ", true)]
    [InlineData("recommender, by itself", true)]
    [InlineData("Recommender by itself", true)]
    [InlineData("OpenID Connect", true)]
    [InlineData("openid-connect", true)]
    [InlineData("key nightly", true)]
    [InlineData("KEY x", true)]
    [InlineData("schedule", true)]
    [InlineData("Keyla Brandt", false)]
    [InlineData("Mila Operator", false)]
    public void Names_of_the_program_itself_are_reserved(string name, bool isReserved) =>
        Assert.Equal(isReserved, DisplayName.IsReserved(name));

    [Theory]
    [InlineData("Mila", "mila", "Mila (mila)")]
    [InlineData("mila", "mila", "mila")]
    [InlineData("operator", "operator", "operator (operator)")]
    [InlineData("Mila", "mіla", "Mila (mіla, #abcdef)")]
    [InlineData("mіla", "mіla", "mіla (mіla, #abcdef)")]
    public void A_shown_name_tells_people_with_one_name_apart(string name, string signIn, string expected) =>
        Assert.Equal(expected, DisplayName.WithSignIn(name, signIn, "00000000000000000000000000abcdef"));

    [Theory]
    [InlineData("ext 6 with space", "ext.6.with.space")]
    [InlineData("ＡＤＡ\u200b", "ada")]
    [InlineData("\n", "")]
    public void A_sign_in_name_of_a_provider_becomes_one_that_can_be_typed(string claim, string expected) =>
        Assert.Equal(expected, DisplayName.CleanSignIn(claim));
}
