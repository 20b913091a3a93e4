using Microsoft.AspNetCore.Identity;
using Recommender.Service.Articles;

namespace Recommender.Service.People;

/// <summary>Checks a sign-in name and password. Takes the same time whether the name exists or not.</summary>
public sealed class PasswordCheck(
    PersonStore people, SiteStore sites, SignInAttemptStore attempts, PasswordHasher<Person> hasher, TimeProvider clock)
{
    /// <summary>An attempt whose turn comes within this time waits for it; a later one is refused.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);

    // Compared if the name does not exist; nobody has this password.
    private readonly string _nobody = hasher.HashPassword(null!, Secrets.Make());

    /// <returns>No person for a wrong name or password, a disabled person, and an attempt too soon after failed ones.</returns>
    public async Task<SignInOutcome> SignInAsync(string signIn, string password, SignInClient client, CancellationToken cancel = default)
    {
        if (signIn.Length > PasswordRules.MaxLength || password.Length > PasswordRules.MaxLength)
        {
            return SignInOutcome.Failed;
        }

        var person = await people.FindBySignInAsync(signIn, cancel);
        var isKnown = client.IsKnownTo(person?.Id);
        if (await WaitForTurnAsync(signIn, client, isKnown, cancel) is { } wait)
        {
            return new SignInOutcome(null, wait);
        }

        var result = hasher.VerifyHashedPassword(null!, person?.PasswordHash ?? _nobody, password);
        if (person is not { PasswordHash: not null, Disabled: null } || result == PasswordVerificationResult.Failed)
        {
            return SignInOutcome.Failed;
        }

        await attempts.SucceededAsync(signIn, client, isKnown, cancel);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await people.RehashAsync(person.Id, Hash(password), cancel);
        }

        return new SignInOutcome(person);
    }

    /// <summary>Checks whether a person may choose a password.</summary>
    /// <returns>The problem in words; null if the password is acceptable.</returns>
    public async Task<string?> FaultAsync(string? password, string? name, string? signIn, CancellationToken cancel = default) =>
        PasswordRules.Fault(password, [name ?? "", signIn ?? "", .. await sites.NamesAsync(cancel)]);

    public string Hash(string password) => hasher.HashPassword(null!, password);

    /// <returns>Null when the attempt may be checked, otherwise the time until it may be repeated.</returns>
    private async Task<TimeSpan?> WaitForTurnAsync(string signIn, SignInClient client, bool isKnown, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + LongestWait;
        while (true)
        {
            var (mayTry, wait) = await attempts.TakeAsync(signIn, client, isKnown, cancel);
            if (!mayTry && clock.GetUtcNow() + wait > until)
            {
                return wait;
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancel);
            }

            if (mayTry)
            {
                return null;
            }
        }
    }
}
