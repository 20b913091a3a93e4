using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.People;

/// <summary>Signing in. Section <c>Recommender:SignIn</c>.</summary>
public sealed class SignInOptions : IValidatableObject
{
    public const string Section = "Recommender:SignIn";

    /// <summary>A session ends this long after its last request. 5 minutes to 90 days, default 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "90.00:00:00",
        ErrorMessage = "Recommender:SignIn:SessionLasts must be from 00:05:00 to 90.00:00:00")]
    public TimeSpan SessionLasts { get; set; } = TimeSpan.FromHours(12);

    /// <summary>A session ends this long after the sign-in, however much it is used. 5 minutes to 365 days, default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "365.00:00:00",
        ErrorMessage = "Recommender:SignIn:SessionLastsAtMost must be from 00:05:00 to 365.00:00:00")]
    public TimeSpan SessionLastsAtMost { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Sign-ins and uses of one-time links allowed per client and minute. 1 to 10,000, default 20.</summary>
    [Range(1, 10_000, ErrorMessage = "Recommender:SignIn:TriesPerMinute must be from 1 to 10000")]
    public int TriesPerMinute { get; set; } = 20;

    /// <summary>
    /// Proxies whose X-Forwarded-For, -Proto and -Host headers are trusted: addresses or networks such as 10.0.0.0/8, in addition to this
    /// machine.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    public OpenIdConnectSettings OpenIdConnect { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var proxy in TrustedProxies.Where(
            proxy => !System.Net.IPNetwork.TryParse(proxy, out _) && !System.Net.IPAddress.TryParse(proxy, out _)))
        {
            yield return new ValidationResult($"Recommender:SignIn:TrustedProxies: '{proxy}' is neither an address nor a network such as "
                + $"10.0.0.0/8");
        }

        foreach (var fault in OpenIdConnect.Faults())
        {
            yield return new ValidationResult(fault);
        }
    }
}
