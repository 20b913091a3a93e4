namespace Recommender.Service.People;

/// <summary>Marks a request whose cookie names a session that has ended.</summary>
/// <param name="IsProvided">Whether the session was of a person who signs in with the provider.</param>
internal sealed record EndedSession(bool IsProvided);
