using System.Text.RegularExpressions;
using Recommender.Service.Articles;

namespace Recommender.Service.Embed;

/// <summary>A picture with the widths in which its host offers it. Only hosts that make any width are asked for others.</summary>
/// <param name="Address">An http or https address.</param>
/// <param name="Widths">The HTML attribute <c>srcset</c>; null if only one size is known.</param>
public sealed partial record Picture(string Address, string? Widths)
{
    private static readonly int[] Offered = [240, 480, 720, 1080];

    // Ghost makes the widths of its themes, and sends the original if a theme lacks one.
    private static readonly int[] OfferedByGhost = [300, 600, 1000];

    /// <summary>The HTML attribute <c>sizes</c>; null without widths. For browsers that do not measure lazy images themselves.</summary>
    public string? Sizes => Widths is null ? null : "auto, (max-width: 33em) 7rem, 24rem";

    /// <returns>Null without a web address.</returns>
    public static Picture? Of(string? image)
    {
        if (image is null || WebUrl.Parse(image) is null || !Uri.TryCreate(image, UriKind.Absolute, out var address))
        {
            return null;
        }

        return WidthsOf(address.AbsoluteUri, address) is var (widths, inWidth)
            ? new Picture(inWidth(720), string.Join(", ", widths.Select(width => $"{inWidth(width)} {width}w")))
            : new Picture(image, null);
    }

    private static (int[] Widths, Func<int, string> InWidth)? WidthsOf(string image, Uri address)
    {
        var host = address.Host;
        if (IsAt(host, "googleusercontent.com") || IsAt(host, "bp.blogspot.com"))
        {
            return GoogleSize().Match(image) is { Success: true } size
                ? (Offered, width => $"{Before(image, size)}{size.Groups["before"]}s{width}{size.Groups["after"]}{After(image, size)}")
                : null;
        }

        if (GhostSize().Match(image) is { Success: true } ghost)
        {
            return (OfferedByGhost, width => $"{Before(image, ghost)}/content/images/size/w{width}/{After(image, ghost)}");
        }

        return Photon().IsMatch(host) || IsAt(host, "files.wordpress.com") || host == "images.unsplash.com"
            ? (Offered, width => $"{address.GetLeftPart(UriPartial.Path)}?{WithWidth(address.Query, width)}")
            : null;
    }

    private static string Before(string image, Match size) => image[..size.Index];

    private static string After(string image, Match size) => image[(size.Index + size.Length)..];

    private static string WithWidth(string query, int width) => string.Join('&',
        query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Split('=')[0] is not ("w" or "h" or "resize" or "fit" or "crop")).Append($"w={width}"));

    private static bool IsAt(string host, string domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

    // "/s320/", "/w640-h360-p-k-no-nu/" before the name, or "=s320-c", "=w640-h360" at the end.
    [GeneratedRegex(@"(?<before>/)[swh]\d+(?:-[a-z0-9]+)*(?<after>/)(?=[^/]*$)|(?<before>=)[swh]\d+(?:-[a-z0-9]+)*$")]
    private static partial Regex GoogleSize();

    [GeneratedRegex(@"/content/images/size/w\d+(?:h\d+)?/")]
    private static partial Regex GhostSize();

    [GeneratedRegex(@"^i\d\.wp\.com$", RegexOptions.IgnoreCase)]
    private static partial Regex Photon();
}
