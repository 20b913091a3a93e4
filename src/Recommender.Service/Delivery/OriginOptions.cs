using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Delivery;

/// <summary>Which pages may read a site's blocks by script. Section <c>Recommender:Sites:NAME</c>.</summary>
public sealed class OriginOptions : IValidatableObject
{
    /// <summary>
    /// Origins such as <c>https://blog.example</c>. Default: pages of all origins, as every reader sees the blocks; cookies are never
    /// requested.
    /// </summary>
    public IReadOnlyList<string>? Origins { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Origins?.FirstOrDefault(origin => !IsOrigin(origin)) is { } wrong)
        {
            yield return new ValidationResult(
                $"Recommender:Sites:NAME:Origins: '{wrong}' is not a valid origin; "
                + "write scheme, host and port alone, such as https://blog.example");
        }
    }

    // As browsers write it: an address that is its own scheme and authority, in lower case and without the scheme's port.
    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && string.Equals(address.GetLeftPart(UriPartial.Authority), origin, StringComparison.Ordinal);
}
