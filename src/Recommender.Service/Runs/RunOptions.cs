using System.ComponentModel.DataAnnotations;
using Cronos;

namespace Recommender.Service.Runs;

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
