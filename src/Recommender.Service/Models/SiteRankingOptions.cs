using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Models;

/// <summary>
/// The ranking settings that a site may override. Section <c>Recommender:Ranking</c>; <c>Recommender:Sites:NAME</c> replaces it.
/// </summary>
public sealed class SiteRankingOptions : IValidatableObject
{
    public const string Section = "Recommender:Ranking";

    /// <summary>Tags that do not describe the content of articles; case-insensitive. Default: none.</summary>
    public IReadOnlyList<string> IgnoredTags { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IgnoredTags.Any(string.IsNullOrWhiteSpace))
        {
            yield return new ValidationResult($"{Section}:IgnoredTags must not hold an empty tag");
        }
    }
}
