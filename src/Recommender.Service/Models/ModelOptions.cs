using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Models;

/// <summary>The life of models. Section <c>Recommender:Training</c>.</summary>
public sealed class ModelOptions
{
    public const string Section = "Recommender:Training";

    /// <summary>How many retired models of a site stay on disk, for going back. 0 to 100, default 3.</summary>
    [Range(0, 100, ErrorMessage = "Recommender:Training:KeepRetired must be from 0 to 100")]
    public int KeepRetired { get; set; } = 3;
}
