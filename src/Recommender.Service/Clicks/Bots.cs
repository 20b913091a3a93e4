using System.Text.RegularExpressions;

namespace Recommender.Service.Clicks;

/// <summary>Programs that look at pages and say so in their user agent. Who does not say so is bounded as a client.</summary>
internal static partial class Bots
{
    /// <param name="userAgent">As it came; none is what no browser sends.</param>
    public static bool Is(string userAgent) => userAgent.Length == 0 || Names().IsMatch(userAgent);

    // Crawlers, previews of links, monitors, browsers without a window, and libraries that ask by themselves. Words that end in "bot" are
    // bots but for the phones of a maker whose name does (CUBOT).
    [GeneratedRegex(
        @"(?<!cu)bot\b|bot[/_-]|crawl|spider|slurp|scrap(er|y)|archiver|preview|externalhit|mediapartners|adsbot|lighthouse|pagespeed|pingdom|uptime|monitor"
        + @"|headless|phantomjs|puppeteer|playwright|selenium|validator|feedfetcher|inspectiontool|google-|facebookcatalog|whatsapp|embedly|nutch"
        + @"|^(curl|wget|python|go-http|java|okhttp|axios|node|ruby|perl|php|libwww|apache|http)|\+?https?://",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
