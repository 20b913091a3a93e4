using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Models;

/// <summary>Retention of models. Section <c>Recommender:Training</c>.</summary>
public sealed class ModelOptions
{
    public const string Section = "Recommender:Training";

    /// <summary>Number of retired models of a site kept on disk for rolling back. 0 to 100, default 3.</summary>
    [Range(0, 100, ErrorMessage = "Recommender:Training:KeepRetired must be from 0 to 100")]
    public int KeepRetired { get; set; } = 3;

    /// <summary>Number of refused models kept on disk for inspection and manual promotion. 0 to 100, default 2.</summary>
    [Range(0, 100, ErrorMessage = "Recommender:Training:KeepRefused must be from 0 to 100")]
    public int KeepRefused { get; set; } = 2;

    /// <summary>Whether a run fetches the site's configured sources before training. Default true.</summary>
    public bool Fetch { get; set; } = true;
}
