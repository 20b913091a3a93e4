namespace Recommender.Service.People;

/// <summary>What a person or a key may do at a site. Each role includes those before it.</summary>
public enum Role
{
    /// <summary>Views the desk: blocks, their reasons, rules and histories.</summary>
    Viewer = 1,

    /// <summary>Adds, changes and removes rules for the blocks of single articles.</summary>
    Editor = 2,

    /// <summary>Sets rules for sections, tags and the whole site, and imports rules.</summary>
    ChiefEditor = 3,

    /// <summary>Manages people and API keys.</summary>
    Administrator = 4,
}
