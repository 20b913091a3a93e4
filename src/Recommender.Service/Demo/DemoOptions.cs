namespace Recommender.Service.Demo;

/// <summary>The demonstration site. Section <c>Recommender:Demo</c>.</summary>
public sealed class DemoOptions
{
    public const string Section = "Recommender:Demo";

    /// <summary>Masthead names by host of the site's articles ("courier.example"). Default: the host itself.</summary>
    public Dictionary<string, string> Titles { get; } = new(StringComparer.OrdinalIgnoreCase);
}
