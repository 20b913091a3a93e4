using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Delivery.Edge;

/// <summary>
/// The cache in front of a site, which is told what to forget. Section <c>Recommender:Purge</c>; what <c>Recommender:Sites:NAME:Purge</c> says
/// goes before it. Without a target, caches may keep no answer without asking again.
/// </summary>
public sealed class PurgeOptions : IValidatableObject
{
    public const string Section = "Recommender:Purge";

    /// <summary>How the target is told; None (the default): there is none.</summary>
    public PurgeKind Kind { get; set; }

    /// <summary>Absolute http or https address of the target.</summary>
    public string? Url { get; set; }

    /// <summary>Name of the header that carries <see cref="Secret"/>. Default Recommender-Purge-Secret.</summary>
    [RegularExpression("[A-Za-z0-9-]{1,100}", ErrorMessage = "Purge:Header must be the name of a header")]
    public string Header { get; set; } = "Recommender-Purge-Secret";

    /// <summary>What the target knows us by; null: nothing is sent.</summary>
    [RegularExpression("[\\x21-\\x7e][\\x20-\\x7e]{0,4000}", ErrorMessage = "Purge:Secret must be printable ASCII")]
    public string? Secret { get; set; }

    /// <summary>How long caches keep the block of the newest page, at least. 1 second to 1 day, default 1 minute. A tenth of the page's age counts.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Purge:Shortest must be from 00:00:01 to 1.00:00:00")]
    public TimeSpan Shortest { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long they keep that of the oldest, at most. 1 second to 30 days, default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00", ErrorMessage = "Purge:Longest must be from 00:00:01 to 30.00:00:00")]
    public TimeSpan Longest { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long after that they may still show it while they ask again. 0 to 1 day, default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Purge:StaleWhileRevalidate must be from 00:00:00 to 1.00:00:00")]
    public TimeSpan StaleWhileRevalidate { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long they may show it while the service does not answer. 0 to 30 days, default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00", ErrorMessage = "Purge:StaleIfError must be from 00:00:00 to 30.00:00:00")]
    public TimeSpan StaleIfError { get; set; } = TimeSpan.FromDays(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind != PurgeKind.None
            && !(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0))
        {
            yield return new ValidationResult("Purge:Url must be an absolute http or https address without a password in it");
        }

        if (Shortest > Longest)
        {
            yield return new ValidationResult("Purge:Shortest must not be above Purge:Longest");
        }
    }
}
