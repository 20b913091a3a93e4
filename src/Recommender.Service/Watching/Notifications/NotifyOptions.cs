using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Watching.Notifications;

/// <summary>Who is told what happens. Section <c>Recommender:Notify</c>.</summary>
public sealed class NotifyOptions : IValidatableObject
{
    public const string Section = "Recommender:Notify";

    /// <summary>None (the default): nobody is told.</summary>
    public IReadOnlyList<WebhookOptions> Webhooks { get; set; } = [];

    /// <summary>Tell webhooks at loopback, private and link-local addresses too. Default false.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How often a notice is sent again after a failure that may pass. 0 to 10, default 5.</summary>
    [Range(0, 10, ErrorMessage = "Recommender:Notify:MaxRetries must be from 0 to 10")]
    public int MaxRetries { get; set; } = 5;

    /// <summary>Wait before the first repetition; it doubles each time, with jitter. 10 ms to 10 minutes, default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00", ErrorMessage = "Recommender:Notify:RetryDelay must be from 00:00:00.010 to 00:10:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Time for one answer. 1 second to 5 minutes, default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "Recommender:Notify:Timeout must be from 00:00:01 to 00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var i = 0; i < Webhooks.Count; i++)
        {
            if (Webhooks[i].Address is null)
            {
                // The address may hold a secret: it is not repeated.
                yield return new ValidationResult($"Recommender:Notify:Webhooks:{i}:Url must be an absolute http(s) address without name and password");
            }
            else if (Webhooks[i].Secret is { Length: > 0 and < WebhookOptions.ShortestSecret })
            {
                yield return new ValidationResult($"Recommender:Notify:Webhooks:{i}:Secret must have {WebhookOptions.ShortestSecret} characters or more; 'openssl rand -base64 32' makes one");
            }
        }
    }
}
