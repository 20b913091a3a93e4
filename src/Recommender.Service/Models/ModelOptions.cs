using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Models;

/// <summary>The life of models. Section <c>Recommender:Training</c>.</summary>
public sealed class ModelOptions
{
    public const string Section = "Recommender:Training";

    /// <summary>How many retired models of a site stay on disk, for going back. 0 to 100, default 3.</summary>
    [Range(0, 100, ErrorMessage = "Recommender:Training:KeepRetired must be from 0 to 100")]
    public int KeepRetired { get; set; } = 3;

    /// <summary>How many models that were refused stay on disk, for a look and for promoting them by hand. 0 to 100, default 2.</summary>
    [Range(0, 100, ErrorMessage = "Recommender:Training:KeepRefused must be from 0 to 100")]
    public int KeepRefused { get; set; } = 2;

    /// <summary>Whether a run looks at the site's configured sources before it trains. Default true.</summary>
    public bool Fetch { get; set; } = true;
}
