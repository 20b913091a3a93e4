namespace Recommender.Service.People;

/// <summary>A person with the link for choosing a password.</summary>
/// <param name="Link">Works once and is shown once.</param>
public sealed record InvitationResponse(PersonResponse Person, string Link);
