using AngleSharp.Html.Dom;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Pages;

/// <summary>Resolves the relative addresses of a page.</summary>
internal static class PageLinks
{
    private static readonly string[] Attributes = ["href", "src", "poster", "data-src", "data-lazy-s"
        + "rc", "data-original", "srcset", "data-srcset"];

    /// <summary>What relative addresses are resolved against.</summary>
    /// <param name="pageUrl">The page's own address; null if unknown.</param>
    /// <returns>Null if neither the page nor its address says it.</returns>
    public static Uri? BaseOf(IHtmlDocument page, Uri? pageUrl) =>
        WebUrl.Parse(page.QuerySelector("base[href]")?.GetAttribute("href"), pageUrl) ?? pageUrl;

    /// <summary>The address that a page states as its own, absolute.</summary>
    /// <param name="stated">As written; null if it states none.</param>
    /// <param name="baseUrl">What it may be relative to.</param>
    /// <param name="pageUrl">The address that the page was read from; null if unknown.</param>
    /// <returns>
    /// Null if there is none, and if it is that of a home page: some sites state it on every page by mistake, and all their articles would
    /// be one.
    /// </returns>
    public static Uri? AddressOf(string? stated, Uri? baseUrl, Uri? pageUrl) =>
        WebUrl.Parse(stated, baseUrl) is { } address && !(pageUrl is not null && IsHome(address) && !IsHome(pageUrl)) ? address : null;

    private static bool IsHome(Uri address) => address.Query.Length == 0
        && (address.AbsolutePath == "/" || address.AbsolutePath.StartsWith("/index.", StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes the addresses of links and pictures absolute.</summary>
    public static void Resolve(IHtmlDocument page, Uri baseUrl)
    {
        foreach (var element in page.QuerySelectorAll("a, img, amp-img, video, audio, source, iframe, area"))
        {
            foreach (var name in Attributes)
            {
                if (element.GetAttribute(name) is { Length: > 0 } address)
                {
                    element.SetAttribute(name, name.EndsWith("srcset", StringComparison.Ordinal)
                        ? Set(address, baseUrl) : WebUrl.Parse(address, baseUrl)?.AbsoluteUri ?? address);
                }
            }
        }

        foreach (var element in page.QuerySelectorAll("base").ToList())
        {
            element.Remove();
        }
    }

    private static string Set(string srcset, Uri baseUrl) =>
        Pictures.SrcSet.Best(srcset) is var (url, width) && WebUrl.Parse(url, baseUrl) is { } absolute
            ? absolute.AbsoluteUri + (width is null ? "" : $" {width}w") : srcset;
}
