namespace Recommender.Service.People;

/// <summary>Maps a value of the provider's claim to a role.</summary>
public sealed class ClaimedRole
{
    /// <summary>A value of the claim, compared exactly. Required.</summary>
    public string Value { get; set; } = "";

    /// <summary>Default <c>*</c>: all sites.</summary>
    public string Site { get; set; } = SiteRoles.AllSites;

    /// <summary>viewer, editor, chiefEditor or administrator. Required.</summary>
    public string Role { get; set; } = "";
}
