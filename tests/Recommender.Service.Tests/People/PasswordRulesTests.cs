using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

public class PasswordRulesTests
{
    private static readonly string[] Own = ["Mila Brandt", "mila.b@courier.example", "harbour-news", "default"];

    [Theory]
    [InlineData("short words")]
    [InlineData("password1234")]
    [InlineData("123456789012")]
    [InlineData("qwertyuiop12")]
    [InlineData("iloveyou1234")]
    [InlineData("adminadminadm")]
    [InlineData("P@ssw0rd!2024")]
    [InlineData("Passw0rdPassw0rd")]
    [InlineData("letmeinletmein")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("Summer2026!!")]
    [InlineData("abcdefghijkl")]
    [InlineData("aaaabbbbcccde")]
    [InlineData("milabrandt2026")]
    [InlineData("Mila.Brandt.1!")]
    [InlineData("BrandtMila99!!")]
    [InlineData("harbour-news-1")]
    [InlineData("HarbourNews2026")]
    [InlineData("courier.example")]
    [InlineData("recommender2026")]
    [InlineData("Recommender!Desk")]
    public void Common_passwords_and_those_made_of_names_are_refused(string password) =>
        Assert.NotNull(PasswordRules.Fault(password, Own));

    [Theory]
    [InlineData(Guests.Password)]
    [InlineData("correct horse battery staple")]
    [InlineData("blue tractor onion 9")]
    [InlineData("vier stille hafenworte")]
    [InlineData("kX9#vQ2m!tLp")]
    [InlineData("тихая гавань и четыре слова")]
    [InlineData("静かな港の四つの言葉です")]
    public void Phrases_and_random_passwords_are_accepted(string password) => Assert.Null(PasswordRules.Fault(password, Own));

    [Fact]
    public void Odd_and_long_passwords_are_judged_without_failure()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(12, 257)).Select(_ => (char)random.Next(1, 0x3000))]);
            PasswordRules.Fault(text, [text[..5], "", " "]);
        }

        Assert.Null(PasswordRules.Fault(string.Concat(Enumerable.Range(0, 256).Select(i => (char)('!' + (i * 31 % 90)))), Own));
    }
}
