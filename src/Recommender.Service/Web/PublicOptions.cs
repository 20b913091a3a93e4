using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Web;

/// <summary>The addresses at which browsers reach the service. Section <c>Recommender</c>.</summary>
public sealed class PublicOptions : IValidatableObject
{
    public const string Section = "Recommender";

    /// <summary>
    /// Scheme and host of the service as browsers see them, such as <c>https://related.example</c>. Links that the service makes begin with
    /// it. Null: they begin with the address of the request.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// Host names that requests may name besides that of <see cref="PublicUrl"/>, <c>localhost</c> and IP addresses. Without both settings,
    /// requests may name any.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary><see cref="PublicUrl"/> without a slash at the end.</summary>
    internal string? Origin => PublicUrl is null ? null : new Uri(PublicUrl).GetLeftPart(UriPartial.Authority);

    /// <summary>Whether requests may name a host.</summary>
    /// <param name="host">Without port.</param>
    internal bool Allows(string host) =>
        (PublicUrl is null && AllowedHosts.Count == 0)
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || System.Net.IPAddress.TryParse(host.Trim('[', ']'), out _)
        || (PublicUrl is not null && host.Equals(new Uri(PublicUrl).IdnHost, StringComparison.OrdinalIgnoreCase))
        || AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl is not null && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url is { PathAndQuery: "/", Fragment: "", UserInfo: "" }))
        {
            yield return new ValidationResult($"{Section}:PublicUrl must be scheme and host, such as https://related.example");
        }

        if (AllowedHosts.FirstOrDefault(host => Uri.CheckHostName(host) == UriHostNameType.Unknown) is { } wrong)
        {
            yield return new ValidationResult($"{Section}:AllowedHosts: '{wrong}' is not a host name");
        }
    }
}
