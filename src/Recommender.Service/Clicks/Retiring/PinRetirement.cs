using System.Globalization;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Reporting;
using Recommender.Service.Editing;
using Recommender.Service.Rules;

namespace Recommender.Service.Clicks.Retiring;

/// <summary>
/// Retires pins that readers rarely click: those with a limit below which share of their block's own click rate they retire. Counts start
/// the day after the pin's last change and span at most <see cref="Days"/>, so a pin that an editor restores starts afresh.
/// </summary>
public sealed partial class PinRetirement(
    ClickStore store, RuleEditing editing, SiteBlockOptions settings, TimeProvider clock, ILogger<PinRetirement> log)
{
    /// <summary>Name of the actor in histories.</summary>
    public const string Who = "recommender, by itself";

    public const int Days = 28;

    /// <summary>Retires the pins of a site that are due.</summary>
    /// <returns>The site's rules afterwards.</returns>
    public async Task<IReadOnlyList<Rule>> RunAsync(SiteSnapshot snapshot, CancellationToken cancel = default)
    {
        var retired = new List<Rule>();
        foreach (var (pin, verdict) in await JudgeAsync(snapshot, snapshot.Rules.Rules, cancel))
        {
            if (!verdict.Retires)
            {
                continue;
            }

            var reason = string.Create(CultureInfo.InvariantCulture, $"It retires below {pin.RetireBelow:0.##}: {verdict.Words}.");
            // Each on its own: a pin that an editor changed in the meantime stays, and the others are still retired.
            var write = await editing.ApplyAsync(snapshot.Site, Who, [RuleEdit.Remove(pin, reason)], cancel);
            if (write.Outcome == RuleWriteOutcome.Done)
            {
                retired.AddRange(write.Rules);
                LogRetired(snapshot.Site, pin.Id);
            }
        }

        return retired;
    }

    /// <summary>The status of a pin that may retire, as text; null for any other rule.</summary>
    public async Task<string?> WordsAsync(SiteSnapshot snapshot, Rule rule, CancellationToken cancel = default)
    {
        if (rule is not PinRule pin || !MayRetire(pin))
        {
            return null;
        }

        var (_, verdict) = (await JudgeAsync(snapshot, [rule], cancel))[0];
        var share = string.Create(CultureInfo.InvariantCulture, $"Retires automatically below {pin.RetireBelow:0.##} of its block's own "
            + $"click rate");
        return verdict.Counted.Impressions == 0
            ? $"{share}; no clicks have been counted since the day of its last change."
            : $"{share}, once that is statistically significant over at least {PinVerdict.FewestImpressions} impressions: {verdict.Words}.";
    }

    private static bool MayRetire(PinRule pin) => pin is { RetireBelow: not null, Removed: false };

    private async Task<IReadOnlyList<(PinRule Pin, PinVerdict Verdict)>> JudgeAsync(
        SiteSnapshot snapshot, IEnumerable<Rule> rules, CancellationToken cancel)
    {
        var zone = settings.Of(snapshot.Site).TimeZone;
        var first = SiteDay.Of(clock.GetUtcNow(), zone).AddDays(1 - Days);
        var pins = rules.OfType<PinRule>().Where(MayRetire)
            .Select(rule => new RetiringPin(rule, snapshot.Articles, Later(first, SiteDay.Of(rule.Changed, zone).AddDays(1)))).ToList();
        if (pins.Count == 0)
        {
            return [];
        }

        // The average rate of a slot covers the whole period for all pins: more counts, and one read.
        var site = new SlotCounts();
        await foreach (var (key, count) in store.ReadAsync(snapshot.Site, first, cancel))
        {
            site.Add(key.Slot, count);
            foreach (var pin in pins)
            {
                pin.Add(key, count);
            }
        }

        return [.. pins.Select(pin => (pin.Rule, pin.Judge(site)))];
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    [LoggerMessage(LogLevel.Information, "Site {Site}: retired pin {Rule}")]
    private partial void LogRetired(string site, string rule);
}
