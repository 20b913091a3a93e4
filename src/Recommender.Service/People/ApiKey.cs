namespace Recommender.Service.People;

/// <summary>A key with which a program authenticates.</summary>
public sealed record ApiKey
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The site, or <see cref="SiteRoles.AllSites"/>.</summary>
    public required string Site { get; init; }

    public required Role Role { get; init; }

    /// <summary>The beginning of the key: enough to recognise it, too little to use it.</summary>
    public required string Prefix { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>The day (UTC) of its last use; null if it was never used.</summary>
    public DateOnly? LastUsed { get; init; }

    public DateTimeOffset? Revoked { get; init; }

    public bool WorksAt(DateTimeOffset now) => Revoked is null && now < Expires;
}
