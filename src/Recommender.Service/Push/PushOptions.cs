using System.ComponentModel.DataAnnotations;
using Recommender.Service.Web;

namespace Recommender.Service.Push;

/// <summary>Settings of a site's webhook. Section <c>Recommender:Sites:NAME:Push</c>.</summary>
public sealed class PushOptions : IValidatableObject
{
    public const string Section = "Recommender:Push";

    /// <summary>
    /// Secrets of the site's webhook, each <c>whsec_</c> and at least 24 bytes in base64, or at least 24 characters. A signature with any
    /// of them is valid, so that secrets can be rotated. Empty: the site's webhook is off.
    /// </summary>
    public IReadOnlyList<string> WebhookSecrets { get; set; } = [];

    /// <summary>
    /// Maximum difference between the time in a signature and now, in either direction. 10 seconds to 1 hour, default 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00", ErrorMessage = "Push:WebhookWindow must be from 00:00:10 to 01:00:00")]
    public TimeSpan WebhookWindow { get; set; } = TimeSpan.FromMinutes(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!WebhookSecrets.All(WebhookSecret.IsValid))
        {
            yield return new ValidationResult($"Push:WebhookSecrets: each {WebhookSecret.Rule}");
        }
    }
}
