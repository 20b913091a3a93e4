using System.Security.Cryptography;
using System.Text;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Demo;

/// <summary>The addresses of the demonstration's pages and pictures.</summary>
internal static class DemoLinks
{
    private const string Sample = "https://courier.example/";

    // The pictures of the sample newsroom are shipped; its host does not exist.
    private const string SamplePictures = Sample + "images/";

    public static string Front(string site) => $"/site/{site}/";

    public static string Section(string site, DemoSection section) => $"/site/{site}/section/{Uri.EscapeDataString(section.Slug)}";

    public static string Article(string site, ArticleCard card) => $"/site/{site}/article/{card.Key}";

    public static string Json(string site, ArticleCard card) => $"/v1/{site}/related?key={card.Key}";

    /// <summary>The article's picture, or a generated placeholder.</summary>
    /// <param name="instead">A picture chosen by an editor; null for the article's own.</param>
    public static string Picture(ArticleCard card, string? instead = null) => (instead ?? card.Image) switch
    {
        { } image when image.StartsWith(SamplePictures, StringComparison.Ordinal) => "/images/" + image[SamplePictures.Length..],
        { } image when IsWebAddress(image) => image,
        _ => $"/placeholder/{HueOf(card.Section)}/{card.Key}.svg",
    };

    /// <summary>Whether an address is one of the shipped sample newsroom.</summary>
    public static bool IsSample(string? url) => url?.StartsWith(Sample, StringComparison.Ordinal) == true;

    public static bool IsWebAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https");

    private static int HueOf(string? section) => SHA256.HashData(Encoding.UTF8.GetBytes(section ?? ""))[0] * 360 / 256;
}
