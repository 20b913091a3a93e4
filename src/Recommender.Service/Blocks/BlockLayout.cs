namespace Recommender.Service.Blocks;

/// <summary>The arrangement of a block's items.</summary>
public enum BlockLayout
{
    /// <summary>Cards beside each other, as many as fit.</summary>
    Grid,

    /// <summary>One below the other, each with a small picture.</summary>
    List,

    /// <summary>Titles only.</summary>
    Compact,
}
