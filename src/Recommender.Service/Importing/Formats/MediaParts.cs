using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recommender.Service.Importing.Pictures;

namespace Recommender.Service.Importing.Formats;

/// <summary>Finds images of feed items: Media RSS, enclosures, iTunes.</summary>
internal static partial class MediaParts
{
    /// <summary>The picture chosen for the item, its address as written; null if there is none.</summary>
    public static Picture? Chosen(XElement item)
    {
        var media = item.Descendants()
            .Where(e => e.Name.LocalName == "content" && IsMedia(e) && IsImage(e) && IsPicture(e, "url")).ToList();
        if (media.Count > 0)
        {
            return Of(Largest(media), "url");
        }

        var links = item.Elements().Where(e => e.Name.LocalName == "link" && (string?)e.Attribute("rel") == "enclosure" && IsImage(e));
        var enclosure = item.Elements().FirstOrDefault(e => e.Name.LocalName == "enclosure" && IsImage(e) && IsPicture(e, "url"));
        return enclosure is not null ? Of(enclosure, "url")
            : links.Concat(item.Of("itunes", "image")).FirstOrDefault(e => IsPicture(e, "href")) is { } link ? Of(link, "href")
            : Named(item);
    }

    // RSS has an image of the feed only; many feeds give their items one in the same form, or the address alone.
    private static Picture? Named(XElement item) => item.Own("image")
        .Select(image => (image.Own("url").Text() ?? (string?)image.Attribute("url") ?? (string?)image.Attribute("href")
            ?? (image.HasElements ? null : image.Value))?.Trim())
        .Where(url => !string.IsNullOrEmpty(url) && IsAddress(url)).Select(url => new Picture(url!, null, null)).FirstOrDefault();

    /// <summary>A small preview, in a size suitable for a block if the host offers sizes.</summary>
    public static string? Thumbnail(XElement item)
    {
        var url = item.Descendants().Where(e => e.Name.LocalName == "thumbnail" && IsMedia(e)).Select(e => (string?)e.Attribute("url"))
            .FirstOrDefault(u => !string.IsNullOrWhiteSpace(u));
        // Blogger's previews are 72 pixels wide; the same image is available in any width.
        return url is null ? null : BloggerSize().Replace(url, match => match.Value.StartsWith('=') ? "=s640" : "/s640/");
    }

    // The first is the main one; a feed may state it in several sizes.
    private static XElement Largest(List<XElement> media) => media.Count == 1 ? media[0]
        : media.Where(e => FileOf(e) == FileOf(media[0]) && Size(e, "width") is null or <= SrcSet.Wide).MaxBy(e => Size(e, "width") ?? 0)
            ?? media[0];

    private static string FileOf(XElement media)
    {
        var path = ((string?)media.Attribute("url") ?? "").Split('?')[0];
        return path[(path.LastIndexOf('/') + 1)..];
    }

    private static Picture Of(XElement element, string address) =>
        new((string)element.Attribute(address)!, Size(element, "width"), Size(element, "height"));

    private static int? Size(XElement element, string name) => Picture.Size(PictureElement.Pixels((string?)element.Attribute(name)));

    // Some feeds state the avatar of the author first.
    private static bool IsPicture(XElement element, string address) => (string?)element.Attribute(address) is { } url
        && !string.IsNullOrWhiteSpace(url) && IsAddress(url);

    private static bool IsAddress(string url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || PictureUrls.RankOf(parsed) != PictureRank.Never;

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
