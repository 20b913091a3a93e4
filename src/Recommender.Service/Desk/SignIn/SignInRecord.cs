using Recommender.Service.People;

namespace Recommender.Service.Desk.SignIn;

/// <summary>Records sign-ins that failed, for administrators.</summary>
public sealed class SignInRecord(PersonStore people, AccessEvents events)
{
    /// <param name="name">As typed; kept only if a person has it, because people type passwords into wrong fields.</param>
    /// <param name="isTooSoon">Whether the password was not checked, because of earlier failures.</param>
    public async Task FailedAsync(string name, SignInClient client, bool isTooSoon, CancellationToken cancel)
    {
        var person = name.Length > PasswordRules.MaxLength ? null : await people.FindBySignInAsync(name, cancel);
        await events.AddAsync(
            AccessEventKind.SignInFailed, person is null ? null : Actor.Of(person), client.Network,
            isTooSoon ? "too many attempts" : person?.Disabled is not null ? "disabled" : "wrong name or password", cancel);
    }

    /// <param name="person">Null: the sign-in name belongs to somebody else here.</param>
    public Task RefusedByProviderAsync(Person? person, string client, CancellationToken cancel) => events.AddAsync(
        AccessEventKind.SignInFailed, person is null ? null : Actor.Of(person), client,
        person switch
        {
            null => "known to the provider, but the sign-in name is in use",
            { Disabled: not null } => "known to the provider, but disabled",
            _ => "known to the provider, but without a role",
        }, cancel);
}
