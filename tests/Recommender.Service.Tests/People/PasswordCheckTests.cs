using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>Who exists cannot be learned from the work of a sign-in.</summary>
public sealed class PasswordCheckTests
{
    [Theory]
    [InlineData("mila")]
    [InlineData("disabled")]
    [InlineData("invited")]
    [InlineData("nobody-of-this-name")]
    public async Task A_wrong_password_is_compared_once_with_a_hash_of_the_same_cost_whoever_exists(string signIn)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var service = await Guests.ServiceAsync();
        await service.PersonAsync("mila", Role.Editor);
        var disabled = await service.PersonAsync("disabled", Role.Editor);
        await service.Get<PersonStore>().SetDisabledAsync(disabled.Id, true, Actor.Operator, cancel);
        await service.Get<PersonStore>().AddAsync("Invited", "invited", SiteRoles.AllSites, Role.Editor, Actor.Operator, cancel);
        var hasher = new CountingHasher(service.Get<IOptions<PasswordHasherOptions>>());
        var check = new PasswordCheck(
            service.Get<PersonStore>(), service.Get<SiteStore>(), service.Get<SignInAttemptStore>(), hasher, service.Clock);

        var outcome = await check.SignInAsync(signIn, "a wrong password", new SignInClient("192.0.2.1"), cancel);

        Assert.Null(outcome.Person);
        // The first bytes of a hash are its algorithm and number of rounds.
        Assert.Equal(Convert.FromBase64String(hasher.HashPassword(null!, "any"))[..9], Assert.Single(hasher.Compared)[..9]);
    }

    private sealed class CountingHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<Person>(options)
    {
        public List<byte[]> Compared { get; } = [];

        public override PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            Compared.Add(Convert.FromBase64String(hashedPassword));
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
