using System.ComponentModel;
using Recommender.Service.Models;

namespace Recommender.Service.Training.Registry;

/// <summary>A model with all its metadata.</summary>
/// <param name="Model">As in the list.</param>
public sealed record ModelDetails(ModelView Model)
{
    [Description("The manifest of its folder.")]
    public ModelManifest? Manifest { get; init; }

    [Description("The problem with its files; absent if they are valid.")]
    public string? Problem { get; init; }

    [Description("Size on disk.")]
    public long? Bytes { get; init; }

    [Description("The gate's verdict.")]
    public Verdict? Verdict { get; init; }

    public IReadOnlyList<ModelChange> History { get; init; } = [];
}
