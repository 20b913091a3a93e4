using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Formats;

/// <summary>What the operator says about a site, for sources that leave it out.</summary>
internal sealed record KnownSite
{
    /// <summary>The site's own address, ending with a slash; null if unknown.</summary>
    public Uri? Address { get; init; }

    /// <summary>Kinds of WordPress content besides posts that are articles.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The time of the import; null if unknown.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <param name="address">Null or an http(s) address.</param>
    /// <exception cref="ImportException">It is not such an address.</exception>
    public static Uri? AddressOf(string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return null;
        }

        var url = WebUrl.Parse(address)
            ?? throw new ImportException(
                $"the site's address '{SecretUrls.Hide(address)}' is not an http(s) URL, as https://news.example/");
        return url.AbsolutePath.EndsWith('/') ? url : new Uri(url.GetLeftPart(UriPartial.Path) + "/");
    }
}
