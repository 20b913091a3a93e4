namespace Recommender.Service.Blocks;

/// <summary>Why an article does not stand in a block.</summary>
public enum LeftOutReason
{
    /// <summary>A rule excludes it.</summary>
    Excluded,

    /// <summary>It is withdrawn, or dated in the future.</summary>
    NotStanding,

    /// <summary>It is the page itself, or the request says that the page shows it, or another telling of its story.</summary>
    Shown,

    /// <summary>The request asks for other sections, tags or dates.</summary>
    NotAskedFor,

    /// <summary>Another pin shows it, or another telling of its story.</summary>
    Duplicate,

    /// <summary>Other pins have all places.</summary>
    NoSlot,
}
