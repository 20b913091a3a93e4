namespace Recommender.Service.Delivery;

/// <summary>The forms of a block, as spelled in paths.</summary>
internal static class BlockKinds
{
    /// <summary>JSON.</summary>
    public const string Related = "related";

    /// <summary>HTML.</summary>
    public const string Block = "block";
}
