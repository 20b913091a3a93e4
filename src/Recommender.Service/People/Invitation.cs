namespace Recommender.Service.People;

/// <summary>A person with the secret of the link for choosing a password, which cannot be read again.</summary>
public sealed record Invitation(Person Person, string Secret);
