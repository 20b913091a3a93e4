using System.Security.Cryptography;
using System.Text;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Changes;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Delivery.Edge;

/// <summary>
/// The surrogate keys of answers in a cache: <c>SITE</c> is on all of them, <c>SITE/page/KEY</c> on those for an article's page,
/// <c>SITE/shown/KEY</c> on those that show the article. Further keys name other dependencies (<see cref="BlockSources"/>).
/// </summary>
internal static class SurrogateKeys
{
    /// <summary>With more changed pages than this the whole site is purged: one key is faster to purge than many.</summary>
    public const int Most = 1000;

    /// <summary>The keys of an answer, separated by spaces.</summary>
    public static string Of(SiteSnapshot snapshot, BlockSources sources, IReadOnlyList<BlockItem> shown)
    {
        var site = snapshot.Site;
        var keys = new List<string> { site, sources.Page < 0 ? Nowhere(site) : Page(snapshot, sources.Page) };
        keys.AddRange(shown.Select(item => $"{site}/shown/{item.Card.Key}"));
        keys.AddRange(sources.Excluded.Distinct().Select(card => Page(snapshot, card)));
        if (sources.Section is { } section)
        {
            keys.Add(Section(site, section));
        }

        if (sources.Newest)
        {
            keys.Add(Newest(site));
        }

        return string.Join(' ', keys);
    }

    /// <summary>The keys of all answers that a change may have made outdated; the site's key alone if that is nearly all of them.</summary>
    /// <param name="before">The previous snapshot, or null.</param>
    /// <param name="now">The new snapshot.</param>
    /// <param name="touched">What the change affected.</param>
    public static IReadOnlyCollection<string> Of(SiteSnapshot? before, SiteSnapshot now, TouchedBlocks touched)
    {
        if (before is null || touched.All || touched.Pages.Count > Most)
        {
            return [now.Site];
        }

        var keys = new HashSet<string>(touched.Pages.Select(page => Page(now, page)), StringComparer.Ordinal);
        keys.UnionWith(touched.Sections.Select(section => Section(now.Site, section)));
        if (touched.Newest)
        {
            keys.Add(Newest(now.Site));
        }

        if (touched.Addresses)
        {
            // An address previously led to nothing, or to an article that has not changed itself.
            keys.Add(Nowhere(now.Site));
            keys.UnionWith(touched.Pages.Select(page => now.Articles[page].Url is { } url ? before.Articles.FindByUrl(url) : -1)
                .Where(page => page >= 0).Select(page => Page(now, page)));
        }

        return keys;
    }

    private static string Page(SiteSnapshot snapshot, int card) => $"{snapshot.Site}/page/{snapshot.Articles[card].Key}";

    private static string Newest(string site) => $"{site}/newest";

    private static string Nowhere(string site) => $"{site}/unknown";

    // A section's name may contain any character.
    private static string Section(string site, string name) =>
        $"{site}/newest/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 6))}";
}
