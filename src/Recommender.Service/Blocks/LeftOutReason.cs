namespace Recommender.Service.Blocks;

/// <summary>Why an article is not in a block.</summary>
public enum LeftOutReason
{
    /// <summary>A rule excludes it.</summary>
    Excluded,

    /// <summary>It is withdrawn or dated in the future.</summary>
    NotPublic,

    /// <summary>It is the page itself, or the request says that the page already shows it or its story.</summary>
    Shown,

    /// <summary>It does not match the sections, tags or dates of the request.</summary>
    NotRequested,

    /// <summary>Another pin shows it or the same story.</summary>
    Duplicate,

    /// <summary>Other pins take all slots.</summary>
    NoSlot,
}
