namespace Recommender.Service.People;

/// <summary>Where a sign-in comes from.</summary>
/// <param name="Network">The client's IPv4 address, or the network of its IPv6 address.</param>
/// <param name="Device">The name of a browser that has signed in before; null for an unknown one.</param>
/// <param name="People">Ids of the people who have signed in with that browser.</param>
public sealed record SignInClient(string Network, string? Device = null, IReadOnlyList<string>? People = null)
{
    /// <summary>Whether the person has signed in with this browser before, so that it is counted by itself.</summary>
    public bool IsKnownTo(string? person) => Device is not null && person is not null && People?.Contains(person) == true;
}
