namespace Recommender.Service.People;

/// <summary>The outcome of an attempt to sign in.</summary>
/// <param name="Person">The person; null if the attempt failed.</param>
/// <param name="Wait">Set if the password was not checked, because too many attempts failed: the time until the next one.</param>
public sealed record SignInOutcome(Person? Person, TimeSpan? Wait = null)
{
    public static readonly SignInOutcome Failed = new((Person?)null);
}
