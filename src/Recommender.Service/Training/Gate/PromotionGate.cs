using System.Globalization;
using Recommender.Service.Models;

namespace Recommender.Service.Training.Gate;

/// <summary>
/// Decides whether a new model may replace the live one. A first model is checked against absolute limits only, and problems with dates are
/// only reported: there is nothing better to serve.
/// </summary>
public static class PromotionGate
{
    // Normal variation between two trainings.
    private const double MoreNearDuplicates = 0.15;
    private const double MoreEmpty = 0.1;
    private const double GapTimes = 2;
    private const double GapDays = 30;
    private const int EnoughJudgments = 20;

    public static Verdict Judge(ModelComparison found, GateOptions bounds)
    {
        if (!bounds.Enabled)
        {
            return new Verdict([]);
        }

        if (found.Articles == 0 && found.HasLive)
        {
            return new Verdict([new Finding(Measure.NoArticles, true, found.LiveArticles == 0
                ? "the site has no articles left" : $"the site has no articles left; the live model has {found.LiveArticles}")]);
        }

        var findings = Findings(found, bounds).OfType<Finding>().OrderByDescending(finding => finding.Refuses).ToList();
        return new Verdict(findings);
    }

    private static IEnumerable<Finding?> Findings(ModelComparison found, GateOptions bounds)
    {
        if (found.Articles < bounds.MinArticles && found.LiveArticles < bounds.MinArticles)
        {
            yield break;
        }

        var (lists, changes) = (found.New, found.Changes);
        yield return Above(Measure.DeadLinks, lists.Dead, bounds.MaxDead, "of the listed articles are gone");
        yield return Above(Measure.EmptyBlocks, lists.Empty, Math.Max(bounds.MaxEmpty, (found.Live?.Empty ?? 0) + MoreEmpty),
            "of the blocks are empty");
        yield return Above(
            Measure.NearDuplicates, lists.NearDuplicates,
            Math.Min(bounds.MaxNearDuplicates, (found.Live?.NearDuplicates ?? 1) + MoreNearDuplicates),
            "of the blocks contain near-duplicates");
        var isFirst = found.Live is null;
        yield return Above(Measure.Dates, changes.Future, bounds.MaxFuture, "of the articles are dated in the future", !isFirst);
        yield return Above(Measure.Dates, changes.SameDate, bounds.MaxSameDate, "of the articles have the same date", !isFirst);
        if (found.Live is null)
        {
            yield break;
        }

        foreach (var finding in AgainstLive(found, found.Live, bounds))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding?> AgainstLive(ModelComparison found, ListFigures live, GateOptions bounds)
    {
        var changes = found.Changes;
        yield return Above(Measure.FewerArticles, 1 - ((double)found.Articles / found.LiveArticles), bounds.MaxFewer,
            "fewer articles than the live model");
        yield return Above(
            Measure.ReplacedArticles, changes.Gone + changes.Rewritten, bounds.MaxReplaced,
            "of the live model's articles are gone or have a different text");
        yield return Above(Measure.Dates, changes.Redated, bounds.MaxRedated, "of the articles have a different date than before");
        yield return Below(Measure.Links, changes.LinksKept, bounds.MinLinksKept, "of the links between unchanged articles still exist");
        foreach (var finding in OfHeldOut(found, bounds))
        {
            yield return finding;
        }

        yield return Below(Measure.Coverage, found.New.Coverage, live.Coverage * bounds.MinCoverage,
            $"of the articles are recommended somewhere, {Percent(live.Coverage)} with the live model");
        yield return Above(Measure.ChangedLists, found.ChangedLists, bounds.MaxChanged,
            "of the recommendations differ from the live model");
        var gap = Math.Max(live.MedianGapDays * GapTimes, live.MedianGapDays + GapDays);
        yield return found.New.MedianGapDays <= gap ? null : new Finding(Measure.Age, true, string.Create(CultureInfo.InvariantCulture,
            $"the recommendations of the newest pages are {found.New.MedianGapDays:0} days apart from them (median), "
            + $"{live.MedianGapDays:0} with the live model (at most {gap:0})"));
        yield return found.Editors.Judgments < EnoughJudgments || found.Editors.New >= found.Editors.Live - bounds.MaxLessAgreement ? null
            : new Finding(Measure.EditorsJudgments, true,
                $"the model agrees with {Percent(found.Editors.New)} of {found.Editors.Judgments} pins and exclusions, the live model "
                + $"with {Percent(found.Editors.Live)}");
    }

    private static IEnumerable<Finding?> OfHeldOut(ModelComparison found, GateOptions bounds)
    {
        var (ndcg, reach) = (found.HeldOut?.Ndcg ?? 0, found.HeldOut?.Reach ?? 0);
        if (found.LiveNdcgThen is { } then && ndcg < then * bounds.MinOfLive)
        {
            yield return new Finding(Measure.HeldOutLinks, true, found.HeldOut is null
                ? $"there are too few links for an evaluation; the live model had enough for an nDCG@10 of {Number(then)}"
                : $"nDCG@10 on held-out links is {Number(ndcg)}; that of the live model was {Number(then)} when it was trained");
        }

        if (found.HeldOut is not { } heldOut)
        {
            yield break;
        }

        if (found.LiveReachThen is { } reached && reach < reached * bounds.MinOfLive)
        {
            yield return new Finding(Measure.HeldOutLinks, true, $"for {Percent(reach)} of the articles with links, a link leads to a "
                + $"candidate; {Percent(reached)} when the live model was trained");
        }

        if (heldOut.Live is { } live && live - ndcg > bounds.NdcgFall && heldOut.DifferenceHigh < 0)
        {
            yield return new Finding(Measure.HeldOutLinks, true,
                $"nDCG@10 on {heldOut.Queries} held-out articles is {Number(ndcg)}, {Number(live)} with the live model (95 % interval of "
                + $"the difference {Number(heldOut.DifferenceLow)} to {Number(heldOut.DifferenceHigh)})");
        }
    }

    private static Finding? Above(Measure measure, double found, double bound, string words, bool refuses = true) =>
        found <= bound ? null : new Finding(measure, refuses, $"{Percent(found)} {words} (at most {Percent(bound)})");

    private static Finding? Below(Measure measure, double found, double bound, string words) =>
        found >= bound ? null : new Finding(measure, true, $"{Percent(found)} {words} (at least {Percent(bound)})");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
