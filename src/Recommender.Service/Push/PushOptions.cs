using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Push;

/// <summary>What a site's webhook needs. Section <c>Recommender:Sites:NAME:Push</c>.</summary>
public sealed class PushOptions : IValidatableObject
{
    public const string Section = "Recommender:Push";

    /// <summary>Shortest secret, in characters.</summary>
    public const int ShortestSecret = 24;

    /// <summary>The secrets of a site's webhook, each of at least 24 characters; a signature by any of them holds, so that one can follow another. None: the site takes no webhook.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; set; } = [];

    /// <summary>How far the time in a signature may be from now, either way. 10 seconds to 1 hour, default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00", ErrorMessage = "Push:WebhookWindow must be from 00:00:10 to 01:00:00")]
    public TimeSpan WebhookWindow { get; set; } = TimeSpan.FromMinutes(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WebhookSecrets.Any(secret => secret.Length < ShortestSecret))
        {
            yield return new ValidationResult($"Push:WebhookSecrets must have {ShortestSecret} characters or more each; 'openssl rand -base64 32' makes one");
        }
    }
}
