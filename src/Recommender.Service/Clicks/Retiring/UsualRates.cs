using Recommender.Service.Blocks;

namespace Recommender.Service.Clicks.Retiring;

/// <summary>
/// The average click rates of slots, even if one pin occupies a slot on all pages: a slot with too little data gets the rate of the next
/// lower slot, which is usually smaller, so the pin is judged leniently.
/// </summary>
internal sealed class UsualRates
{
    private const int FewestImpressions = 100;

    private readonly double[] _rates = new double[BlockOptions.MaxLimit + 1];

    /// <param name="site">The site's evidence by slot.</param>
    /// <param name="withoutSeen">Clients of each day whose impressions are left out: the highest rates that these leave possible.</param>
    /// <param name="withoutClicked">The same for clicks: the lowest rates.</param>
    public UsualRates(SlotEvidence site, long withoutSeen = 0, long withoutClicked = 0)
    {
        var below = 0d;
        for (var slot = BlockOptions.MaxLimit; slot >= 1; slot--)
        {
            var seen = site.Seen(slot, withoutSeen);
            below = _rates[slot] = seen >= FewestImpressions ? Math.Min(1, (double)site.Clicked(slot, withoutClicked) / seen) : below;
        }
    }

    public double In(int slot) => _rates[slot];
}
