using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Bulk;

/// <summary>The effect of rules about many articles: builds the blocks before and after.</summary>
internal static class BulkEffect
{
    /// <summary>
    /// How many blocks show other articles with the rules than without, among the chosen pages and those whose lists name a chosen article.
    /// </summary>
    /// <param name="snapshot">The current site.</param>
    /// <param name="rules">The new rules.</param>
    /// <param name="chosen">The cards of their articles.</param>
    /// <param name="options">The site's settings.</param>
    /// <param name="now">The moment.</param>
    public static int ChangedBlocks(
        SiteSnapshot snapshot, IEnumerable<Rule> rules, IReadOnlySet<int> chosen, BlockOptions options, DateTimeOffset now)
    {
        var after = snapshot.WithRules(new SiteRules(snapshot.Rules.Revision, snapshot.Rules.Rules.AddRange(rules)));
        return PagesOf(snapshot, chosen).Where(page => snapshot.Articles[page].IsVisibleAt(now.UtcDateTime))
            .Count(page => !Shown(snapshot, page).SequenceEqual(Shown(after, page)));

        IEnumerable<int> Shown(SiteSnapshot site, int page) =>
            new BlockBuilder(site, BlockRequest.Of(page, options), options, now).Build().Items.Select(item => item.Index);
    }

    private static HashSet<int> PagesOf(SiteSnapshot snapshot, IReadOnlySet<int> chosen)
    {
        var pages = new HashSet<int>(chosen);
        for (var document = 0; document < snapshot.CardOfDocument.Length; document++)
        {
            if (snapshot.CardOfDocument[document] is not (>= 0 and var page))
            {
                continue;
            }

            foreach (var entry in snapshot.Model!.Lists[document])
            {
                if (chosen.Contains(snapshot.CardOfDocument[entry.Index]))
                {
                    pages.Add(page);
                    break;
                }
            }
        }

        return pages;
    }
}
