using System.ComponentModel;
using Recommender.Service.Models;

namespace Recommender.Service.Training.Registry;

/// <summary>A model with all that is known of it.</summary>
/// <param name="Model">As in the list.</param>
public sealed record ModelDetails(ModelView Model)
{
    [Description("What the model's folder says of it.")]
    public ModelManifest? Manifest { get; init; }

    [Description("What is wrong with its files.")]
    public string? Problem { get; init; }

    [Description("Size on disk.")]
    public long? Bytes { get; init; }

    [Description("What the gate found.")]
    public Verdict? Verdict { get; init; }

    public IReadOnlyList<ModelChange> History { get; init; } = [];
}
