namespace Recommender.Service.People;

/// <summary>What happened at the door.</summary>
public enum AccessEventKind
{
    SignedIn,

    SignInFailed,

    SignedOut,

    /// <summary>Somebody signed in, or a key, wanted what their role does not allow.</summary>
    Refused,
}
