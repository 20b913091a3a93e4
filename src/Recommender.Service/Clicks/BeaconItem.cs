using Recommender.Service.Blocks;
using System.ComponentModel;

namespace Recommender.Service.Clicks;

/// <summary>An item of a block.</summary>
public sealed record BeaconItem
{
    [Description("Its slot in the block, from 1.")]
    public required int Slot { get; init; }

    [Description("The article's key: data-key of the fragment, key of /related.")]
    public required string Article { get; init; }

    [Description("What placed it: data-source of the fragment, source of /related.")]
    public required BlockSource Source { get; init; }
}
