using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Bulk;

/// <summary>What rules of many articles do to the site's blocks: built before and after, not guessed.</summary>
internal static class BulkEffect
{
    /// <summary>How many blocks show other articles with the rules than without, of the chosen pages and of those whose lists name a chosen article.</summary>
    /// <param name="snapshot">The site as it is.</param>
    /// <param name="rules">The rules that would come.</param>
    /// <param name="chosen">The cards they are about.</param>
    /// <param name="options">The site's settings.</param>
    /// <param name="now">The moment that counts.</param>
    public static int ChangedBlocks(SiteSnapshot snapshot, IEnumerable<Rule> rules, IReadOnlySet<int> chosen, BlockOptions options, DateTimeOffset now)
    {
        var after = snapshot.WithRules(new SiteRules(snapshot.Rules.Revision, snapshot.Rules.Rules.AddRange(rules)));
        return PagesOf(snapshot, chosen).Where(page => snapshot.Articles[page].IsVisibleAt(now.UtcDateTime))
            .Count(page => !Shown(snapshot, page).SequenceEqual(Shown(after, page)));

        IEnumerable<int> Shown(SiteSnapshot site, int page) =>
            new BlockBuilder(site, new BlockRequest { Article = page, Limit = options.DefaultLimit, Fallback = true }, options, now).Build().Items.Select(item => item.Index);
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
