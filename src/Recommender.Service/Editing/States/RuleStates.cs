using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing.States;

/// <summary>
/// Tells editors how each of a snapshot's rules stands: whether it holds, waits, is over, broken, displaced or without effect. Builds blocks to
/// find out, so it is nothing for page views; make one for all rules that are asked about.
/// </summary>
/// <param name="snapshot">The site, with the rules in force.</param>
/// <param name="options">The site's block settings.</param>
/// <param name="now">The moment.</param>
public sealed class RuleStates(SiteSnapshot snapshot, BlockOptions options, DateTimeOffset now)
{
    private readonly RuleEffect _effect = new(snapshot, options, now);

    /// <param name="rule">A rule of the snapshot.</param>
    public RuleState Of(Rule rule)
    {
        if (rule.Removed || DailyWindow.NextBegin(rule.Schedule, now.UtcDateTime, options.TimeZone) is not { } begin)
        {
            return new RuleState(RuleCondition.Expired, rule.Removed ? "was taken back" : "its time is over");
        }

        if (RuleTargetState.Missing(rule, snapshot.Articles) is { } missing)
        {
            return new RuleState(RuleCondition.Broken, missing);
        }

        if (begin > now.UtcDateTime)
        {
            return new RuleState(RuleCondition.Waiting, "its time is still to come", new DateTimeOffset(begin, TimeSpan.Zero));
        }

        if (rule is { Kind: RuleKind.Pin, Subject: RuleSubject.Article })
        {
            var card = snapshot.Articles[snapshot.Articles.SubjectOf(rule)];
            if (!card.IsVisibleAt(now.UtcDateTime))
            {
                return new RuleState(RuleCondition.Waiting, "its article is dated in the future", card.PublishedOrNull);
            }
        }

        return _effect.Of(rule);
    }
}
