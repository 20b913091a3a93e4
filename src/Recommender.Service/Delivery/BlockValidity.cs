using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Delivery;

/// <summary>How long a block stays valid while its site does not change.</summary>
internal static class BlockValidity
{
    /// <summary>
    /// Age affects ranking through half-lives, maximum ages and editors' rules, all measured in days, so a minute does not matter.
    /// </summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>The first moment (UTC) at which a block built at <paramref name="now"/> may change.</summary>
    /// <param name="change">The result of <see cref="NextChange"/>.</param>
    public static DateTime Until(DateTime change, DateTime now) => change - now < Longest ? change : now + Longest;

    /// <summary>
    /// The first moment (UTC) after <paramref name="now"/> at which a rule starts or ends or an article is published; DateTime.MaxValue if
    /// there is none.
    /// </summary>
    public static DateTime NextChange(SiteSnapshot snapshot, BlockOptions options, DateTime now)
    {
        var until = DateTime.MaxValue;
        if (!snapshot.Rules.Rules.IsEmpty && snapshot.InForce.At(now, options.TimeZone).Until is var rules && rules < until)
        {
            until = rules;
        }

        return NextPublication(snapshot.Articles, now) is { } next && next < until ? next : until;
    }

    /// <summary>The next publication date (UTC) after <paramref name="now"/>; null if there is none.</summary>
    public static DateTime? NextPublication(ArticleIndex articles, DateTime now)
    {
        // Articles dated in the future are the first of the newest; the last of them is the next to come.
        var newest = articles.Newest;
        var (from, to) = (0, newest.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = articles[newest[middle]].Published > now ? (middle + 1, to) : (from, middle);
        }

        return from == 0 ? null : articles[newest[from - 1]].Published;
    }
}
