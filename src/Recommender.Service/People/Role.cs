namespace Recommender.Service.People;

/// <summary>What a person or a key may do at one site. Each may do what those before it may.</summary>
public enum Role
{
    /// <summary>Sees the desk: blocks as they are, their reasons, rules and their history.</summary>
    Viewer = 1,

    /// <summary>Sets, changes and takes back rules of single articles' blocks.</summary>
    Editor = 2,

    /// <summary>Sets rules of sections, tags and the whole site, and imports rules.</summary>
    ChiefEditor = 3,

    /// <summary>Lets people and keys in, and takes them out.</summary>
    Administrator = 4,
}
