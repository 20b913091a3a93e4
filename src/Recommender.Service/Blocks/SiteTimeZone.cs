using Microsoft.Extensions.Options;

namespace Recommender.Service.Blocks;

/// <summary>A site's time zone: setting <c>Recommender:Sites:NAME:TimeZone</c>, or <c>Recommender:TimeZone</c>, or UTC.</summary>
internal static class SiteTimeZone
{
    private const string Common = "Recommender:TimeZone";

    /// <param name="site">The site's name; null for the common setting.</param>
    /// <exception cref="OptionsValidationException">The time zone does not exist.</exception>
    public static TimeZoneInfo Of(IConfiguration configuration, string? site)
    {
        var own = $"Recommender:Sites:{site}:TimeZone";
        var (key, name) = site is not null && configuration[own] is { } given ? (own, given) : (Common, configuration[Common]);
        return name is null ? TimeZoneInfo.Utc
            : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone
            : throw new OptionsValidationException(
                key, typeof(BlockOptions),
                [$"{key}: time zone '{name}' does not exist on this machine; use an IANA name such as Europe/London"]);
    }
}
