namespace Recommender.Service.People;

/// <summary>A person with the secret of the link by which a password is chosen; nobody can read it again.</summary>
public sealed record Invitation(Person Person, string Secret);
