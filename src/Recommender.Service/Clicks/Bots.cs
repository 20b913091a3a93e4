using System.Text.RegularExpressions;

namespace Recommender.Service.Clicks;

/// <summary>Recognises programs that identify themselves in their user agent. All others are limited per client.</summary>
internal static partial class Bots
{
    /// <param name="userAgent">The header's value; browsers never send an empty one.</param>
    public static bool Is(string userAgent) => userAgent.Length == 0 || Names().IsMatch(userAgent);

    // Crawlers, link previews, monitors, headless browsers and HTTP libraries. Words that end in "bot" are bots, except for the phones of
    // one maker (CUBOT).
    [GeneratedRegex(
        @"(?<!cu)bot\b|bot[/_-]|crawl|spider|slurp|scrap(er|y)|archiver|preview|externalhit|mediapartners|adsbot|lighthouse|pagespeed"
        + @"|pingdom|uptime|monitor|headless|phantomjs|puppeteer|playwright|selenium|validator|feedfetcher|inspectiontool"
        + @"|google-|facebookcatalog|whatsapp|embedly|nutch"
        + @"|^(curl|wget|python|go-http|java|okhttp|axios|node|ruby|perl|php|libwww|apache|http)|\+?https?://",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
