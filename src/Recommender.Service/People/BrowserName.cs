namespace Recommender.Service.People;

/// <summary>Describes a browser by its User-Agent, only as exactly as its user needs to recognise it.</summary>
internal static class BrowserName
{
    // The first that occurs counts: browsers also name those that they resemble.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Vivaldi", "Vivaldi"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"),
        ("Linux", "Linux"), ("X11", "Linux"),
    ];

    /// <returns>For example "Firefox on Windows".</returns>
    public static string Of(string userAgent)
    {
        var browser = NameIn(userAgent, Browsers) ?? "Another browser";
        return NameIn(userAgent, Systems) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? NameIn(string userAgent, (string Mark, string Name)[] known) =>
        known.FirstOrDefault(each => userAgent.Contains(each.Mark, StringComparison.Ordinal)).Name;
}
