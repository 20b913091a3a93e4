using System.ComponentModel;
using Recommender.Service.Related;

namespace Recommender.Service.Editing.Blocks;

/// <summary>A block that would be.</summary>
public sealed record BlockPreview
{
    [Description("What changes, in one plain sentence.")]
    public required string Sentence { get; init; }

    [Description("The block as it would be.")]
    public required IReadOnlyList<RelatedItem> Items { get; init; }

    [Description("The block as it is.")]
    public required IReadOnlyList<RelatedItem> Before { get; init; }
}
