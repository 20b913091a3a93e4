global using SiteAddressOptions =
    Recommender.Service.Configuration.SiteSettings<Recommender.Service.Articles.Addresses.AddressOptions>;

using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Articles.Addresses;

/// <summary>
/// How addresses lead to a site's articles. Section <c>Recommender:Addresses</c>; <c>Recommender:Sites:NAME:Addresses</c> replaces it.
/// </summary>
public sealed class AddressOptions : IValidatableObject
{
    public const string Section = "Recommender:Addresses";

    private const int Most = 100;

    /// <summary>
    /// Query parameters that choose an article, such as <c>story</c>, beside those that the service finds in the site's addresses. At most
    /// 100.
    /// </summary>
    public IReadOnlyList<string> DistinguishingParameters { get; set; } = [];

    /// <summary>Query parameters that never choose an article, whatever the service finds. At most 100.</summary>
    public IReadOnlyList<string> IgnoredParameters { get; set; } = [];

    /// <summary>
    /// Hosts where the site was before, such as <c>old.example</c>, or <c>name.blogspot.*</c> for the domains of all countries. Their
    /// addresses lead to the articles at the same path, or at the path that <see cref="FormerPaths"/> gives. At most 100.
    /// </summary>
    public IReadOnlyList<string> FormerHosts { get; set; } = [];

    /// <summary>
    /// How paths were before and are now, as <c>/{year}/{month}/{slug} -> /{slug}</c>. A name in braces stands for a part of a path or
    /// query, <c>{rest}</c> for several parts. The first that fits counts. At most 100.
    /// </summary>
    public IReadOnlyList<string> FormerPaths { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, list) in new[]
        {
            (nameof(DistinguishingParameters), DistinguishingParameters), (nameof(IgnoredParameters), IgnoredParameters),
            (nameof(FormerHosts), FormerHosts), (nameof(FormerPaths), FormerPaths),
        })
        {
            if (list.Count > Most || list.Any(string.IsNullOrWhiteSpace))
            {
                yield return new ValidationResult($"{Section}:{name} must have at most {Most} entries, none of them empty");
            }
        }

        if (FormerHosts.FirstOrDefault(host => !AddressMoves.IsHost(host)) is { } wrong)
        {
            yield return new ValidationResult(
                $"{Section}:FormerHosts: '{wrong}' is not a host; write its name alone, such as old.example or name.blogspot.*");
        }

        if (FormerPaths.FirstOrDefault(path => !PathMove.IsValid(path)) is { } unclear)
        {
            yield return new ValidationResult(
                $"{Section}:FormerPaths: '{unclear}' must be two paths as in '/{{year}}/{{slug}} -> /{{slug}}'; each begins with '/', and "
                + "all names of one of them are in the other");
        }
    }
}
