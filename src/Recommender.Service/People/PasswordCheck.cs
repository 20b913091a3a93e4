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

/// <summary>What a password must be: long. Rules on its letters make it no harder to guess (NIST SP 800-63B, 3.1.1.2).</summary>
internal static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 256;

    /// <returns>What is wrong, in words; null where nothing is.</returns>
    public static string? Fault(string? password, string? signIn) => password switch
    {
        null or { Length: < MinLength } => $"Use at least {MinLength} characters; a few words that only you would put together are good.",
        { Length: > MaxLength } => $"Use at most {MaxLength} characters.",
        _ when signIn is { Length: > 3 } && password.Contains(signIn, StringComparison.OrdinalIgnoreCase) => "A password must not contain the sign-in name.",
        _ when password.Distinct().Count() < 5 => "Use more than four different characters.",
        _ => null,
    };
}
