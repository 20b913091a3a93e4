using Microsoft.AspNetCore.Identity;

namespace Recommender.Service.People;

/// <summary>Tells whether a name and a password belong together, and in the same time whether there is such a name or not.</summary>
public sealed class PasswordCheck(PersonStore people, SignInFailureStore failures, PasswordHasher<Person> hasher)
{
    // A password that nobody has: what is compared where there is nobody.
    private readonly string _nobody = hasher.HashPassword(null!, Secrets.Make());

    /// <returns>The person; null for a wrong name or password, a disabled person, and a name that is locked after too many failures.</returns>
    public async Task<Person?> SignInAsync(string signIn, string password, CancellationToken cancel = default)
    {
        if (signIn.Length > PasswordRules.MaxLength || password.Length > PasswordRules.MaxLength)
        {
            return null;
        }

        var open = await failures.CountAsync(signIn, cancel);
        var person = await people.FindBySignInAsync(signIn, cancel);
        var result = hasher.VerifyHashedPassword(null!, person?.PasswordHash ?? _nobody, password);
        if (!open || person is not { PasswordHash: not null, Disabled: null } || result == PasswordVerificationResult.Failed)
        {
            return null;
        }

        await failures.ClearAsync(signIn, cancel);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await people.RehashAsync(person.Id, Hash(password), cancel);
        }

        return person;
    }

    public string Hash(string password) => hasher.HashPassword(null!, password);
}
