using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing.States;

/// <summary>
/// Finds the state of each rule of a snapshot, for editors: in force, waiting, over, broken, displaced or without effect. Builds blocks to
/// find out, so it is too slow for page views; use one instance for all rules.
/// </summary>
/// <param name="snapshot">The site, with its rules.</param>
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
            return new RuleState(RuleCondition.Expired, rule.Removed ? "was removed" : "its time is over");
        }

        if (RuleTargetState.Missing(rule, snapshot.Articles) is { } missing)
        {
            return new RuleState(RuleCondition.Broken, missing);
        }

        if (begin > now.UtcDateTime)
        {
            return new RuleState(RuleCondition.Waiting, "its time has not come yet", new DateTimeOffset(begin, TimeSpan.Zero));
        }

        return _effect.Of(rule);
    }
}
