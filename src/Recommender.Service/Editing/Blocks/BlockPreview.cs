using System.ComponentModel;
using Recommender.Service.Related;

namespace Recommender.Service.Editing.Blocks;

/// <summary>A block as a change would make it.</summary>
public sealed record BlockPreview
{
    [Description("What changes, in one plain sentence.")]
    public required string Sentence { get; init; }

    [Description("The block after the change.")]
    public required IReadOnlyList<RelatedItem> Items { get; init; }

    [Description("The current block.")]
    public required IReadOnlyList<RelatedItem> Before { get; init; }
}
