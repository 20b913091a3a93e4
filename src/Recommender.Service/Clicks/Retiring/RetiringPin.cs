using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Clicks.Reporting;
using Recommender.Service.Rules;

namespace Recommender.Service.Clicks.Retiring;

/// <summary>A pin with automatic retirement, and the evidence about the pin and the rest of its blocks since its last change.</summary>
/// <param name="rule">The pin; its <see cref="PinRule.RetireBelow"/> is set.</param>
/// <param name="from">The first day that counts.</param>
internal sealed class RetiringPin(PinRule rule, DateOnly from)
{
    private readonly SlotEvidence _own = new();
    private readonly SlotEvidence _rest = new();

    public PinRule Rule => rule;

    /// <summary>Adds evidence of the site if it is about this pin and not too old.</summary>
    public void Add(EvidenceRow row)
    {
        if (row.Day >= from && row.Key.Subject == rule.Id && row.Key.About is EvidenceAbout.Pin or EvidenceAbout.Rest)
        {
            (row.Key.About == EvidenceAbout.Pin ? _own : _rest).Add(row.Key.Slot, row.Count);
        }
    }

    /// <summary>Compares the pin with the rest of its blocks.</summary>
    /// <param name="site">The site's evidence by slot, in the same period.</param>
    /// <param name="many">So many clients of each day may be one person's.</param>
    public PinVerdict Judge(SlotEvidence site, long many)
    {
        var usual = new UsualRates(site);
        return new PinVerdict(rule.RetireBelow!.Value, new ClickCount(_own.Seen(0), _own.Clicked(0)), Own(usual, 0), Rest(usual, 0))
        {
            // The worst that they could have done: seen the pin in vain, clicked the rest, and changed what is usual in the slots.
            Certain = _own.Seen(0, many), OwnAtMost = Own(new UsualRates(site, withoutClicked: many), many),
            BlockAtLeast = Rest(new UsualRates(site, withoutSeen: many), many),
        };
    }

    private Corrected? Own(UsualRates usual, long without)
    {
        var (seen, inSlots) = (_own.Seen(0, without), _own.SeenInSlots());
        return inSlots == 0 ? null
            : Corrected.Of(new ClickCount(seen, _own.Clicked(0)), _own.Expected(usual.In) * seen / inSlots);
    }

    private Corrected? Rest(UsualRates usual, long without) =>
        Corrected.Of(new ClickCount(_rest.SeenInSlots(), _rest.Clicked(0, without)), _rest.Expected(usual.In));
}
