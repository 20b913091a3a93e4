namespace Recommender.Service.Blocks;

/// <summary>Who picked an article for a block.</summary>
public enum BlockSource
{
    /// <summary>An editor, for this place.</summary>
    Pin,

    /// <summary>An editor, who locked the block.</summary>
    Lock,

    Model,
    Fallback,
}
