using System.ComponentModel.DataAnnotations;
using Cronos;

namespace Recommender.Service.Training;

/// <summary>When a site is retrained by itself. Section <c>Recommender:Training</c>; what <c>Recommender:Sites:NAME:Training</c> says goes before it.</summary>
public sealed class RunOptions : IValidatableObject
{
    public const string Section = "Recommender:Training";

    /// <summary>Cron expression of five fields (minute, hour, day, month, day of the week), told in the site's time zone. Default: none.</summary>
    public string? Cron { get; set; }

    /// <summary>So many articles that came since the last run started start one. 0 (the default): they do not. To 1,000,000.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Recommender:Training:AfterNewArticles must be from 0 to 1000000")]
    public int AfterNewArticles { get; set; }

    /// <summary>Megabytes of memory of its own that a scheduled training may take. 0 (the default): as much as the machine gives. Else 100 to 1,000,000.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Recommender:Training:MemoryMegabytes must be from 0 to 1000000")]
    public int MemoryMegabytes { get; set; }

    /// <summary>
    /// From so many articles on, a run computes only what changed since the live model, and keeps what that one learned. Fewer are learned anew
    /// within seconds. 0 to 100,000,000; default 3,000.
    /// </summary>
    [Range(0, 100_000_000, ErrorMessage = "Recommender:Training:UpdateFrom must be from 0 to 100000000")]
    public int UpdateFrom { get; set; } = 3000;

    /// <summary>Where a larger share of the articles came or changed since all was learned, all is learned anew. 0 to 1; default 0.1.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommender:Training:MaxUpdated must be from 0 to 1")]
    public double MaxUpdated { get; set; } = 0.1;

    /// <summary>Where a larger share of the new articles' words is unknown to what was learned (drift of the vocabulary), the same. 0 to 1; default 0.1.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommender:Training:MaxUnknownWords must be from 0 to 1")]
    public double MaxUnknownWords { get; set; } = 0.1;

    /// <summary>After so many days all is learned anew. 0 (always) to 3,650; default 30.</summary>
    [Range(0, 3650, ErrorMessage = "Recommender:Training:FullAfterDays must be from 0 to 3650")]
    public int FullAfterDays { get; set; } = 30;

    /// <summary>The schedule; null for none.</summary>
    internal CronExpression? Schedule => string.IsNullOrWhiteSpace(Cron) ? null : CronExpression.Parse(Cron);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(Cron) && !CronExpression.TryParse(Cron, out _))
        {
            yield return new ValidationResult($"Recommender:Training:Cron: '{Cron}' is no cron expression of five fields, such as '30 3 * * *'");
        }

        if (MemoryMegabytes is > 0 and < 100)
        {
            yield return new ValidationResult("Recommender:Training:MemoryMegabytes must be 0 or from 100 to 1000000");
        }
    }
}
