using Recommender.Service.Blocks;
using System.ComponentModel;

namespace Recommender.Service.Clicks;

/// <summary>An item of a block.</summary>
public sealed record BeaconItem
{
    [Description("Its place in the block, from 1.")]
    public required int Slot { get; init; }

    [Description("Its article's key: data-key, key.")]
    public required string Article { get; init; }

    [Description("data-source, source.")]
    public required BlockSource Source { get; init; }
}
