using System.Globalization;
using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Editing;
using Recommender.Service.People;
using Recommender.Service.Rules;

namespace Recommender.Service.Clicks.Retiring;

/// <summary>
/// Retires pins that readers rarely click: those with a limit below which share of their block's own click rate they retire. Each client
/// counts once a day, and what <see cref="ClickOptions.ManyClients"/> clients of a day do does not decide. Counts start the day after the
/// pin's last change and span at most <see cref="Days"/>, so a pin that an editor restores starts afresh.
/// </summary>
public sealed partial class PinRetirement(
    EvidenceStore store, RuleEditing editing, SiteBlockOptions settings, IOptions<ClickOptions> options, TimeProvider clock,
    ILogger<PinRetirement> log)
{
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
            var write = await editing.ApplyAsync(snapshot.Site, Actor.Recommender.Author, [RuleEdit.Remove(pin, reason)], cancel);
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
        if (RetiringPins.Among([rule]).FirstOrDefault() is not { } pin)
        {
            return null;
        }

        var (_, verdict) = (await JudgeAsync(snapshot, [rule], cancel))[0];
        var share = string.Create(CultureInfo.InvariantCulture, $"Retires automatically below {pin.RetireBelow:0.##} of its block's own "
            + $"click rate");
        return verdict.Counted.Impressions == 0
            ? $"{share}; no clicks have been counted since the day of its last change."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{share}, once that is statistically significant whatever {options.Value.ManyClients} clients of each day do: "
                + $"{verdict.Words}.");
    }

    private async Task<IReadOnlyList<(PinRule Pin, PinVerdict Verdict)>> JudgeAsync(
        SiteSnapshot snapshot, IEnumerable<Rule> rules, CancellationToken cancel)
    {
        var zone = settings.Of(snapshot.Site).TimeZone;
        var today = SiteDay.Of(clock.GetUtcNow(), zone);
        var first = today.AddDays(1 - Days);
        var pins = RetiringPins.Among(rules)
            .Select(rule => new RetiringPin(rule, FirstDay(first, today, SiteDay.Of(rule.Changed, zone)))).ToList();
        if (pins.Count == 0)
        {
            return [];
        }

        // The average rate of a slot covers the whole period for all pins: more evidence, and one read.
        var site = new SlotEvidence();
        foreach (var row in await store.OfPinsAsync(snapshot.Site, first, today, cancel))
        {
            if (row.Key.About == EvidenceAbout.Slot)
            {
                site.Add(row.Key.Slot, row.Count);
            }

            pins.ForEach(pin => pin.Add(row));
        }

        return [.. pins.Select(pin => (pin.Rule, pin.Judge(site, options.Value.ManyClients)))];
    }

    // From the day after its last change; the date of a clock that was ahead says nothing.
    private static DateOnly FirstDay(DateOnly first, DateOnly today, DateOnly changed) =>
        changed < first || changed > today ? first : changed.AddDays(1);

    [LoggerMessage(LogLevel.Information, "Site {Site}: retired pin {Rule}")]
    private partial void LogRetired(string site, string rule);
}
