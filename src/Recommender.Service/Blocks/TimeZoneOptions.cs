using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Blocks;

/// <summary>
/// The time zone of days and hours in rules, schedules and figures. Section <c>Recommender</c>; <c>Recommender:Sites:NAME</c> replaces it.
/// </summary>
public sealed class TimeZoneOptions : IValidatableObject
{
    public const string Section = "Recommender";

    /// <summary>IANA name of the time zone. Default: UTC.</summary>
    public string? TimeZone { get; set; }

    internal TimeZoneInfo Zone => Find() ?? throw new TimeZoneNotFoundException(TimeZone);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Find() is null)
        {
            yield return new ValidationResult(
                $"{Section}:TimeZone: time zone '{TimeZone}' does not exist on this machine; use an IANA name such as Europe/London");
        }
    }

    private TimeZoneInfo? Find() =>
        TimeZone is null ? TimeZoneInfo.Utc : TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : null;
}
