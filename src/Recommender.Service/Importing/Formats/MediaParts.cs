using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recommender.Service.Importing.Pictures;

namespace Recommender.Service.Importing.Formats;

/// <summary>Finds images of feed items: Media RSS, enclosures, iTunes.</summary>
internal static partial class MediaParts
{
    /// <summary>The image chosen for the item; null if there is none.</summary>
    public static string? Image(XElement item)
    {
        var media = item.Descendants().Where(e => e.Name.LocalName == "content" && IsMedia(e) && IsImage(e))
            .Select(e => (string?)e.Attribute("url"));
        var enclosures = item.Elements().Where(e => e.Name.LocalName == "enclosure" && IsImage(e)).Select(e => (string?)e.Attribute("url"));
        var links = item.Elements().Where(e => e.Name.LocalName == "link" && (string?)e.Attribute("rel") == "enclosure" && IsImage(e))
            .Select(e => (string?)e.Attribute("href"));
        var itunes = item.Of("itunes", "image").Select(e => (string?)e.Attribute("href"));
        return media.Concat(enclosures).Concat(links).Concat(itunes).FirstOrDefault(IsPicture);
    }

    /// <summary>A small preview, in a size suitable for a block if the host offers sizes.</summary>
    public static string? Thumbnail(XElement item)
    {
        var url = item.Descendants().Where(e => e.Name.LocalName == "thumbnail" && IsMedia(e)).Select(e => (string?)e.Attribute("url"))
            .FirstOrDefault(u => !string.IsNullOrWhiteSpace(u));
        // Blogger's previews are 72 pixels wide; the same image is available in any width.
        return url is null ? null : BloggerSize().Replace(url, match => match.Value.StartsWith('=') ? "=s640" : "/s640/");
    }

    // Some feeds state the avatar of the author first.
    private static bool IsPicture(string? url) => !string.IsNullOrWhiteSpace(url)
        && (!Uri.TryCreate(url, UriKind.Absolute, out var address) || PictureUrls.RankOf(address) != PictureRank.Never);

    private static bool IsMedia(XElement element) => element.Name.NamespaceName.Contains("mrss", StringComparison.OrdinalIgnoreCase);

    private static bool IsImage(XElement element)
    {
        var type = (string?)element.Attribute("medium") ?? (string?)element.Attribute("type");
        return type is not null
            ? type.StartsWith("image", StringComparison.OrdinalIgnoreCase)
            : PictureName().IsMatch((string?)element.Attribute("url") ?? "");
    }

    [GeneratedRegex(@"/s72(?:-[\w-]+)?/|=s72(?:-[\w-]+)?$")]
    private static partial Regex BloggerSize();

    [GeneratedRegex(@"\.(?:jpe?g|png|gif|webp|avif|svg)(?:\?|$)", RegexOptions.IgnoreCase)]
    private static partial Regex PictureName();
}
