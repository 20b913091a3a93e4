using System.Globalization;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Reporting;
using Recommender.Service.Editing;
using Recommender.Service.Rules;

namespace Recommender.Service.Clicks.Retiring;

/// <summary>
/// Takes pins back that readers click too seldom: those that say below which share of their block's own click rate they retire. Counted are
/// the days after the pin was changed last, at most <see cref="Days"/>, so that one that an editor restores begins anew.
/// </summary>
public sealed partial class PinRetirement(
    ClickStore store, RuleEditing editing, SiteBlockOptions settings, TimeProvider clock, ILogger<PinRetirement> log)
{
    /// <summary>Who took them back, in histories.</summary>
    public const string Who = "recommender, by itself";

    public const int Days = 28;

    /// <summary>Retires what is to retire at a site.</summary>
    /// <returns>The rules as they are after it.</returns>
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
            // Alone: where an editor changed one meanwhile, it stays, and the others go all the same.
            var write = await editing.ApplyAsync(snapshot.Site, Who, [RuleEdit.Remove(pin, reason)], cancel);
            if (write.Outcome == RuleWriteOutcome.Done)
            {
                retired.AddRange(write.Rules);
                LogRetired(snapshot.Site, pin.Id);
            }
        }

        return retired;
    }

    /// <summary>Where a pin that may retire stands, for people; null for any other rule.</summary>
    public async Task<string?> WordsAsync(SiteSnapshot snapshot, Rule rule, CancellationToken cancel = default)
    {
        if (!MayRetire(rule))
        {
            return null;
        }

        var (_, verdict) = (await JudgeAsync(snapshot, [rule], cancel))[0];
        var share = string.Create(CultureInfo.InvariantCulture, $"Retires by itself below {rule.RetireBelow:0.##} of its block's own click rate");
        return verdict.Counted.Impressions == 0
            ? $"{share}; it waits for click counts: none has come since the day of its last change."
            : $"{share}, once that is beyond chance and {PinVerdict.FewestImpressions} impressions: {verdict.Words}.";
    }

    private static bool MayRetire(Rule rule) =>
        rule is { Kind: RuleKind.Pin, Subject: RuleSubject.Article, RetireBelow: not null, Removed: false };

    private async Task<IReadOnlyList<(Rule Pin, PinVerdict Verdict)>> JudgeAsync(SiteSnapshot snapshot, IEnumerable<Rule> rules, CancellationToken cancel)
    {
        var zone = settings.Of(snapshot.Site).TimeZone;
        var first = SiteDay.Of(clock.GetUtcNow(), zone).AddDays(1 - Days);
        var pins = rules.Where(MayRetire)
            .Select(rule => new RetiringPin(rule, snapshot.Articles, Later(first, SiteDay.Of(rule.Changed, zone).AddDays(1)))).ToList();
        if (pins.Count == 0)
        {
            return [];
        }

        // What is usual in a slot is that of the whole time for all of them: more counts, and one reading.
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
