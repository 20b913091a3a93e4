namespace Recommender.Service.People;

/// <summary>A person, with the link by which a password is chosen.</summary>
/// <param name="Person">The person.</param>
/// <param name="Link">Works once, and is shown once.</param>
public sealed record InvitationResponse(PersonResponse Person, string Link);
