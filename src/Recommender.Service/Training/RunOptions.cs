using System.ComponentModel.DataAnnotations;
using Cronos;

namespace Recommender.Service.Training;

/// <summary>
/// Automatic retrains. Section <c>Recommender:Training</c>; <c>Recommender:Sites:NAME:Training</c> overrides it for a site.
/// </summary>
public sealed class RunOptions : IValidatableObject
{
    public const string Section = "Recommender:Training";

    /// <summary>
    /// Cron expression with five fields (minute, hour, day, month, day of the week), in the site's time zone. Default: none.
    /// </summary>
    public string? Cron { get; set; }

    /// <summary>Number of new articles since the last run that starts a run. 0 (the default): off. Up to 1,000,000.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Recommender:Training:AfterNewArticles must be from 0 to 1000000")]
    public int AfterNewArticles { get; set; }

    /// <summary>Memory limit of a scheduled training in megabytes. 0 (the default): no limit. Otherwise 100 to 1,000,000.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Recommender:Training:MemoryMegabytes must be from 0 to 1000000")]
    public int MemoryMegabytes { get; set; }

    /// <summary>
    /// From this number of articles on, a run updates the live model and keeps its encoder and rankings. Smaller sites are fully retrained
    /// within seconds. 0 to 100,000,000; default 3,000.
    /// </summary>
    [Range(0, 100_000_000, ErrorMessage = "Recommender:Training:UpdateFrom must be from 0 to 100000000")]
    public int UpdateFrom { get; set; } = 3000;

    /// <summary>
    /// Full retrain if a larger share of the articles was added, changed or removed since the last one. 0 to 1; default 0.1.
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommender:Training:MaxUpdated must be from 0 to 1")]
    public double MaxUpdated { get; set; } = 0.1;

    /// <summary>
    /// Full retrain if a larger share of the words of new articles is unknown to the model (vocabulary drift). 0 to 1; default 0.1.
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommender:Training:MaxUnknownWords must be from 0 to 1")]
    public double MaxUnknownWords { get; set; } = 0.1;

    /// <summary>Full retrain after this number of days. 0 (always) to 3,650; default 30.</summary>
    [Range(0, 3650, ErrorMessage = "Recommender:Training:FullAfterDays must be from 0 to 3650")]
    public int FullAfterDays { get; set; } = 30;

    /// <summary>The schedule; null for none.</summary>
    internal CronExpression? Schedule => string.IsNullOrWhiteSpace(Cron) ? null : CronExpression.Parse(Cron);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(Cron) && !CronExpression.TryParse(Cron, out _))
        {
            yield return new ValidationResult($"Recommender:Training:Cron: '{Cron}' is not a valid cron expression of five fields, such "
                + $"as '30 3 * * *'");
        }

        if (MemoryMegabytes is > 0 and < 100)
        {
            yield return new ValidationResult("Recommender:Training:MemoryMegabytes must be 0 or from 100 to 1000000");
        }
    }
}
