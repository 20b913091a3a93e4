using System.ComponentModel;

namespace Recommender.Service.Editing.Blocks;

/// <summary>What an editor wants of one article's block.</summary>
public sealed record BlockInput
{
    [Description("Which article is in which slot; [] for no pins.")]
    public IReadOnlyList<PinInput>? Pins { get; init; }

    [Description("Keys of articles that do not appear in this block; [] for none.")]
    public IReadOnlyList<string>? Excluded { get; init; }

    [Description("Keys of exactly the articles of the block, in their order; null: the model fills it.")]
    public IReadOnlyList<string>? Lock { get; init; }

    [Description("Why.")]
    public string? Reason { get; init; }
}
