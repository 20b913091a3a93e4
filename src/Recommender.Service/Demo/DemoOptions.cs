namespace Recommender.Service.Demo;

/// <summary>The demonstration site. Section <c>Recommender:Demo</c>.</summary>
public sealed class DemoOptions
{
    public const string Section = "Recommender:Demo";

    /// <summary>
    /// Shows the articles of all sites to everyone. Default: everyone sees the sample newsroom, and only clients with a role see other
    /// sites.
    /// </summary>
    public bool Public { get; set; }

    /// <summary>Masthead names by host of the site's articles ("courier.example"). Default: the host itself.</summary>
    public Dictionary<string, string> Titles { get; } = new(StringComparer.OrdinalIgnoreCase);
}
