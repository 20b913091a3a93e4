using Recommender.Service.Articles;
using Recommender.Service.Articles.Addresses;

namespace Recommender.Service.Importing;

/// <summary>
/// Removes what a feed adds to the addresses of all its items, such as <c>?partner=rss</c>: the pages have other addresses.
/// </summary>
internal static class FeedParameters
{
    private const int Enough = 3;

    private static readonly HashSet<string> s_languages =
        new(StringComparer.OrdinalIgnoreCase) { "lang", "language", "locale", "hl", "l", "lng", "edition", "region", "setlang" };

    /// <summary>Cleans the addresses of items of one document.</summary>
    /// <returns>The same items, some with another address.</returns>
    public static IReadOnlyList<RawItem> Clean(IReadOnlyList<RawItem> items)
    {
        if (!items.Any(item => item.Url?.Contains('?', StringComparison.Ordinal) == true))
        {
            return items;
        }

        var addresses = items.Select(item => item.SkipReason is null ? WebUrl.Parse(WebUrl.Clean(item.Url, item.Base)) : null).ToList();
        var all = addresses.OfType<Uri>().ToList();
        var ofAll = all.Count >= Enough && all.TrueForAll(url => url.Query == all[0].Query && MayGo(url))
            && all.DistinctBy(url => url.AbsolutePath).Count() == all.Distinct().Count();
        return [.. items.Select((item, i) => addresses[i] is { Query.Length: > 0 } url && (ofAll || IsPage(item, url))
            ? item with { Url = url.GetLeftPart(UriPartial.Path) } : item)];
    }

    // The feed states the page's address as the item's id.
    private static bool IsPage(RawItem item, Uri url) =>
        MayGo(url) && UrlKey.Of(item.Id) is { } id && id == UrlKey.Of(url.GetLeftPart(UriPartial.Path));

    private static bool MayGo(Uri url) => url.Query.Length > 1 && !ParameterNames.IsProgram(url.Host + url.AbsolutePath)
        && url.AbsolutePath.Length > 1
        && !WebUrl.Parameters(url.Query).Select(WebUrl.NameOf).Any(name => ParameterNames.Chooses(name) || s_languages.Contains(name));
}
