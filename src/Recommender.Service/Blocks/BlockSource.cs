namespace Recommender.Service.Blocks;

/// <summary>What placed an article in a block.</summary>
public enum BlockSource
{
    /// <summary>An editor's pin for this slot.</summary>
    Pin,

    /// <summary>An editor's lock of the block.</summary>
    Lock,

    Model,
    Fallback,
}
