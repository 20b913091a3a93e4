using Microsoft.Extensions.Options;

namespace Recommender.Service.Blocks;

/// <summary>A site's time zone: setting <c>Recommender:Sites:NAME:TimeZone</c>, else <c>Recommender:TimeZone</c>, else UTC.</summary>
internal static class SiteTimeZone
{
    private const string Common = "Recommender:TimeZone";

    /// <param name="configuration">The settings.</param>
    /// <param name="site">The site's name; null for what holds for all.</param>
    /// <exception cref="OptionsValidationException">There is no such time zone.</exception>
    public static TimeZoneInfo Of(IConfiguration configuration, string? site)
    {
        var own = $"Recommender:Sites:{site}:TimeZone";
        var (key, name) = site is not null && configuration[own] is { } given ? (own, given) : (Common, configuration[Common]);
        return name is null ? TimeZoneInfo.Utc
            : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone
            : throw new OptionsValidationException(
                key, typeof(BlockOptions), [$"{key}: there is no time zone '{name}' on this machine; give an IANA name such as Europe/London"]);
    }
}
