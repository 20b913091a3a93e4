namespace Recommender.Service.People;

/// <summary>A key with which a program authenticates.</summary>
public sealed record ApiKey
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The site, or <see cref="SiteRoles.AllSites"/>.</summary>
    public required string Site { get; init; }

    /// <summary>The role that the key was made with.</summary>
    public required Role Role { get; init; }

    /// <summary>What the key may do at present: its role, but no more than its owner may.</summary>
    public required SiteRoles Rights { get; init; }

    /// <summary>The beginning of the key: enough to recognise it, too little to use it.</summary>
    public required string Prefix { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>See <see cref="Actor.Id"/>; null for a key of an earlier version whose maker is not known.</summary>
    public string? CreatedById { get; init; }

    /// <summary>
    /// Id of the person who made the key, or made the key that made it; null for the command line. The key ends when the person is
    /// disabled.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>The name of the owner, as in histories; null for none.</summary>
    public string? OwnerName { get; init; }

    /// <summary>When the OpenID Connect provider last confirmed the owner's roles; null if no provider decides them.</summary>
    public DateTimeOffset? Confirmed { get; init; }

    /// <summary>When it stops if the owner does not sign in with the provider before; null if it does not depend on that.</summary>
    public DateTimeOffset? Ends { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>The day (UTC) of its last use; null if it was never used.</summary>
    public DateOnly? LastUsed { get; init; }

    public DateTimeOffset? Revoked { get; init; }

    /// <summary>The name in histories; the beginning of the key tells keys with the same name apart.</summary>
    public string Shown => $"key {Name} ({Prefix}…)";

    public bool WorksAt(DateTimeOffset now) => Revoked is null && now < Expires;
}
