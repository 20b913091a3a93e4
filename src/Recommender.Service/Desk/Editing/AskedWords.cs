using System.Globalization;
using Recommender.Service.Blocks;
using Recommender.Service.Delivery;
using Recommender.Service.Storage;

namespace Recommender.Service.Desk.Editing;

/// <summary>Says what pages ask for that is not the site's setting: their readers see another block than the desk shows.</summary>
internal static class AskedWords
{
    // Somebody who tries something out is not a page.
    private const double LeastShare = 0.02;

    public static IReadOnlyList<string> Of(IReadOnlyList<(AskedLook Asked, long Times)> asked, BlockOptions options)
    {
        var all = Math.Max(1, asked.Sum(look => look.Times));
        return
        [
            .. Most(look => look.Limit, limit => limit != options.DefaultLimit)
                .Select(found => $"Pages ask for {(found.Value == 1 ? "1 item" : $"{found.Value} items")}; the site's setting is "
                    + $"{options.DefaultLimit}{Share(found.Share)}"),
            .. Most(look => look.Fallback, fills => fills != options.FillByDefault)
                .Select(found => (found.Value ? "Pages ask for a filled block; the site's setting is not to fill it"
                    : "Pages ask for a block that is not filled; the site's setting is to fill it") + Share(found.Share)),
            .. Most(look => look.Layout ?? options.Layout, layout => layout != options.Layout)
                .Select(found => $"Pages ask for the layout {EnumWords.Of(found.Value)}; the site's setting is "
                    + $"{EnumWords.Of(options.Layout)}{Share(found.Share)}"),
            .. Most(look => look.HasHeading, has => has)
                .Select(found => $"Pages give the block a heading of their own{Share(found.Share)}"),
        ];

        IEnumerable<(T Value, double Share)> Most<T>(Func<AskedLook, T> part, Func<T, bool> differs) => asked
            .GroupBy(look => part(look.Asked)).Where(group => differs(group.Key))
            .Select(group => (group.Key, Share: (double)group.Sum(look => look.Times) / all))
            .Where(found => found.Share >= LeastShare).OrderByDescending(found => found.Share).Take(2);
    }

    private static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $" ({100 * share:0} % of requests).");
}
