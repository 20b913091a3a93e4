using Microsoft.AspNetCore.Identity;

namespace Recommender.Service.People;

/// <summary>Checks a sign-in name and password. Takes the same time whether the name exists or not.</summary>
public sealed class PasswordCheck(PersonStore people, SignInFailureStore failures, PasswordHasher<Person> hasher)
{
    // Compared if the name does not exist; nobody has this password.
    private readonly string _nobody = hasher.HashPassword(null!, Secrets.Make());

    /// <returns>The person; null for a wrong name or password, a disabled person, and a name locked after too many failures.</returns>
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
