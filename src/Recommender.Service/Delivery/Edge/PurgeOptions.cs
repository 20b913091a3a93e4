using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Delivery.Edge;

/// <summary>
/// The cache in front of a site, which is purged when content changes. Section <c>Recommender:Purge</c>;
/// <c>Recommender:Sites:NAME:Purge</c> takes precedence. Without a target, caches must revalidate every answer.
/// </summary>
public sealed class PurgeOptions : IValidatableObject
{
    public const string Section = "Recommender:Purge";

    /// <summary>Protocol of the target; None (the default) disables purging.</summary>
    public PurgeKind Kind { get; set; }

    /// <summary>Absolute http or https address of the target.</summary>
    public string? Url { get; set; }

    /// <summary>Name of the header that carries <see cref="Secret"/>. Default Recommender-Purge-Secret.</summary>
    [RegularExpression("[A-Za-z0-9-]{1,100}", ErrorMessage = "Purge:Header must be the name of a header")]
    public string Header { get; set; } = "Recommender-Purge-Secret";

    /// <summary>Secret sent to the target for authentication; null to send none.</summary>
    [RegularExpression("[\\x21-\\x7e][\\x20-\\x7e]{0,4000}", ErrorMessage = "Purge:Secret must be printable ASCII")]
    public string? Secret { get; set; }

    /// <summary>
    /// Minimum cache lifetime, used for new pages. 1 second to 1 day, default 1 minute. The lifetime is a tenth of the page's age.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Purge:Shortest must be from 00:00:01 to 1.00:00:00")]
    public TimeSpan Shortest { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Maximum cache lifetime, used for old pages. 1 second to 30 days, default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00", ErrorMessage = "Purge:Longest must be from 00:00:01 to 30.00:00:00")]
    public TimeSpan Longest { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long after that a cache may serve the old answer while it revalidates. 0 to 1 day, default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Purge:StaleWhileRevalidate must be from 00:00:00 to 1.00:00:00")]
    public TimeSpan StaleWhileRevalidate { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a cache may serve the old answer while the service is unavailable. 0 to 30 days, default 1 day.</summary>
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
            yield return new ValidationResult("Purge:Shortest must not exceed Purge:Longest");
        }
    }
}
