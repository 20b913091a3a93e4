using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Models;

/// <summary>
/// What of ranking a site may have of its own. Section <c>Recommender:Ranking</c>; <c>Recommender:Sites:NAME</c> replaces it.
/// </summary>
public sealed class SiteRankingOptions : IValidatableObject
{
    public const string Section = "Recommender:Ranking";

    /// <summary>Tags that say nothing about what articles are about, in any case. Default: none.</summary>
    public IReadOnlyList<string> IgnoredTags { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IgnoredTags.Any(string.IsNullOrWhiteSpace))
        {
            yield return new ValidationResult($"{Section}:IgnoredTags must not hold an empty tag");
        }
    }
}
