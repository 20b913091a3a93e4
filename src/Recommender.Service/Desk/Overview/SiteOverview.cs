using System.Collections.Immutable;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.States;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Overview;

/// <summary>
/// What an editor should review at a site, at one moment. Creating it builds every block of the site, which is too slow for a page view.
/// </summary>
/// <param name="Broken">Rules whose page or target no longer exists.</param>
/// <param name="Idle">Rules in force that change nothing, and pins that lost their slot.</param>
/// <param name="WithoutBlock">Articles whose block has fallback articles only, or none.</param>
/// <param name="NeverShown">Articles that are in no block, newest first.</param>
/// <param name="ShownOften">Articles in more than <see cref="Often"/> blocks, with their number of blocks, the highest first.</param>
/// <param name="Often">Ten times the average number of blocks per article, at least 20.</param>
public sealed record SiteOverview(
    SiteSnapshot Snapshot, DateTimeOffset At, ImmutableArray<(Rule Rule, RuleState State)> Broken,
    ImmutableArray<(Rule Rule, RuleState State)> Idle,
    ImmutableArray<ArticleCard> WithoutBlock, ImmutableArray<ArticleCard> NeverShown,
    ImmutableArray<(ArticleCard Card, int Blocks)> ShownOften, int Often)
{
    private const int FewestToBeOften = 20;

    public static SiteOverview Of(SiteSnapshot snapshot, BlockOptions options, DateTimeOffset now)
    {
        var pages = snapshot.Articles.Newest.ToArray().Where(page => snapshot.Articles[page].IsVisibleAt(now.UtcDateTime)).ToList();
        var shown = new int[snapshot.Articles.Count];
        var without = ImmutableArray.CreateBuilder<ArticleCard>();
        foreach (var page in pages)
        {
            var block = new BlockBuilder(snapshot, BlockRequest.Of(page, options), options, now).Build();
            foreach (var item in block.Items)
            {
                shown[item.Index]++;
            }

            if (block.NoBlock is null && block.Items.All(item => item.Source == BlockSource.Fallback))
            {
                without.Add(snapshot.Articles[page]);
            }
        }

        var often = Math.Max(FewestToBeOften, pages.Count == 0 ? 0 : 10 * pages.Sum(page => shown[page]) / pages.Count);
        var states = new RuleStates(snapshot, options, now);
        var rules = snapshot.Rules.Rules.Select(rule => (Rule: rule, State: states.Of(rule))).ToList();
        return new SiteOverview(
            snapshot, now,
            [.. rules.Where(rule => rule.State.Condition == RuleCondition.Broken)],
            [.. rules.Where(rule => rule.State.Condition is RuleCondition.NoEffect or RuleCondition.Displaced)],
            without.ToImmutable(),
            [.. pages.Where(page => shown[page] == 0).Select(page => snapshot.Articles[page])],
            [.. pages.Where(page => shown[page] > often).OrderByDescending(page => shown[page])
                .Select(page => (snapshot.Articles[page], shown[page]))],
            often);
    }
}
