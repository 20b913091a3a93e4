using System.ComponentModel.DataAnnotations;
using Recommender.Service.Web;

namespace Recommender.Service.Watching.Notifications;

/// <summary>Notifications to webhooks. Section <c>Recommender:Notify</c>.</summary>
public sealed class NotifyOptions : IValidatableObject
{
    public const string Section = "Recommender:Notify";

    /// <summary>Receivers. Default: none.</summary>
    public IReadOnlyList<WebhookOptions> Webhooks { get; set; } = [];

    /// <summary>Also send to loopback, private and link-local addresses. Default false.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Number of retries after a transient failure. 0 to 10, default 5.</summary>
    [Range(0, 10, ErrorMessage = "Recommender:Notify:MaxRetries must be from 0 to 10")]
    public int MaxRetries { get; set; } = 5;

    /// <summary>Delay before the first retry; doubled for each further one, with jitter. 10 ms to 10 minutes, default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00",
        ErrorMessage = "Recommender:Notify:RetryDelay must be from 00:00:00.010 to 00:10:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Timeout of one request. 1 second to 5 minutes, default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "Recommender:Notify:Timeout must be from 00:00:01 to 00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var i = 0; i < Webhooks.Count; i++)
        {
            if (Webhooks[i].Address is null)
            {
                // The address may contain a secret, so it is not repeated.
                yield return new ValidationResult($"Recommender:Notify:Webhooks:{i}:Url must be an absolute http(s) address without user "
                    + $"name and password");
            }
            else if (Webhooks[i].Secret is { Length: > 0 } secret && !WebhookSecret.IsValid(secret))
            {
                yield return new ValidationResult($"Recommender:Notify:Webhooks:{i}:Secret {WebhookSecret.Rule}");
            }
        }
    }
}
