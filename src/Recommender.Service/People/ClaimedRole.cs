namespace Recommender.Service.People;

/// <summary>Maps a value of the provider's claim to a role.</summary>
public sealed class ClaimedRole
{
    public string Value { get; set; } = "";

    /// <summary>Default <c>*</c>: all sites.</summary>
    public string Site { get; set; } = SiteRoles.AllSites;

    public string Role { get; set; } = "";
}
