using System.Globalization;
using AngleSharp.Dom;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Pictures;

/// <summary>Reads an element that shows a picture: its address, which lazy loaders hide in many attributes, and its size.</summary>
internal static class PictureElement
{
    // Wider ones need no other file.
    private const int WideEnough = 600;

    // Longer addresses are data.
    private const int LongestUrl = 8_000;

    // Smaller ones are icons, in pixels.
    private const int Icon = 32;
    private const int Small = 100;

    private static readonly string[] LazySets =
        ["data-srcset", "data-lazy-srcset", "nitro-lazy-srcset", "data-ll-srcset", "data-original-set", "data-ezsrcset", "data-src-set"];

    private static readonly string[] LazySources =
    [
        "data-src", "data-lazy-src", "data-original", "data-lazy", "data-lazyload", "data-hi-res-src", "data-src-large", "data-src-medium",
        "nitro-lazy-src", "data-nitro-lazy-src", "data-ll-src", "data-echo", "data-cfsrc", "data-ezsrc", "data-pagespeed-lazy-src",
        "data-pagespeed-high-res-src", "data-delayed-url", "data-original-src", "data-img-src", "data-image-src", "data-wf-src",
        "data-flickity-lazyload", "data-full-src", "data-large-file", "data-orig-file", "data-orig-src", "data-url", "data-image",
    ];

    /// <summary>The picture of an <c>img</c>, <c>amp-img</c>, <c>video</c> or <c>amp-video</c>.</summary>
    /// <returns>Never, without a picture, if it shows none of the article.</returns>
    public static (PictureRank Rank, Picture? Picture) Of(IElement element, Uri? baseUrl)
    {
        if (element.LocalName is "video" or "amp-video")
        {
            return Ranked(element, element.GetAttribute("poster") ?? element.GetAttribute("data-poster"), null, baseUrl);
        }

        if (!PictureMarkup.MayShow(element))
        {
            return default;
        }

        foreach (var (url, width) in Addresses(element))
        {
            if (Ranked(element, url, width, baseUrl) is { Rank: > PictureRank.Never } found)
            {
                return found;
            }
        }

        return default;
    }

    /// <summary>A size attribute in pixels: "640", "640px"; null if it is none.</summary>
    public static int? Pixels(string? value)
    {
        var digits = value.AsSpan().Trim();
        var length = 0;
        while (length < digits.Length && char.IsAsciiDigit(digits[length]))
        {
            length++;
        }

        var unit = digits[length..];
        return (unit.Length == 0 || unit.StartsWith("px", StringComparison.OrdinalIgnoreCase) || unit[0] == '.')
            && int.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) ? pixels : null;
    }

    // In the order in which they are tried. A lazy loader's own attributes first: beside them, "src" is a placeholder or a tiny preview.
    private static IEnumerable<(string? Url, int? Width)> Addresses(IElement element)
    {
        foreach (var name in LazySets)
        {
            if (SrcSet.Best(element.GetAttribute(name)) is { } best)
            {
                yield return best;
            }
        }

        foreach (var name in LazySources)
        {
            if (element.GetAttribute(name) is { Length: > 0 } url)
            {
                // Some write candidates there, too.
                yield return url.AsSpan().Trim().IndexOf(' ') > 0 && SrcSet.Best(url) is { Width: not null } best ? best : (url, null);
            }
        }

        var isWide = Pixels(element.GetAttribute("width")) >= WideEnough;
        if (!isWide && SrcSet.Best(element.GetAttribute("srcset")) is { Width: not null } wider)
        {
            yield return wider;
        }

        yield return (element.GetAttribute("src"), null);
        if (SrcSet.Best(element.GetAttribute("srcset")) is { } any)
        {
            yield return any;
        }

        if (element.ParentElement is not { LocalName: "picture" } picture)
        {
            yield break;
        }

        foreach (var source in picture.Children.Where(child => child.LocalName == "source"))
        {
            foreach (var name in LazySets.Append("srcset").Append("data-src"))
            {
                if (SrcSet.Best(source.GetAttribute(name)) is { } best)
                {
                    yield return best;
                }
            }
        }
    }

    private static (PictureRank Rank, Picture? Picture) Ranked(IElement element, string? url, int? stated, Uri? baseUrl)
    {
        if (url is null || url.Length > LongestUrl || url.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
            || WebUrl.Parse(url, baseUrl) is not { } address || PictureUrls.RankOf(address) is var rank && rank == PictureRank.Never)
        {
            return default;
        }

        var (width, height) = (Pixels(element.GetAttribute("width")), Pixels(element.GetAttribute("height")));
        var ratio = width > 0 && height > 0 ? (double)height / width : null;
        var isSmall = width < Small || height < Small;
        if (width <= Icon || height <= Icon)
        {
            return default;
        }

        var picture = stated is { } wide
            ? new Picture(address.AbsoluteUri, wide, ratio is { } times ? Picture.Size((int)Math.Round(wide * times)) : null)
            : new Picture(address.AbsoluteUri, Picture.Size(width), Picture.Size(height));
        return (isSmall || PictureMarkup.IsLogo(element) ? PictureRank.Last : rank, picture);
    }
}
