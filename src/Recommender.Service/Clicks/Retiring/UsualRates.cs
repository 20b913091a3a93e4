using Recommender.Service.Blocks;
using Recommender.Service.Clicks.Reporting;

namespace Recommender.Service.Clicks.Retiring;

/// <summary>
/// The average click rates of slots, even if one pin occupies a slot on all pages: a slot with too little data gets the rate of the next
/// lower slot, which is usually smaller, so the pin is judged leniently.
/// </summary>
internal sealed class UsualRates
{
    private const int FewestImpressions = 100;

    private readonly double[] _rates = new double[BlockOptions.MaxLimit + 1];

    public UsualRates(SlotCounts counts)
    {
        var below = 0d;
        for (var slot = BlockOptions.MaxLimit; slot >= 1; slot--)
        {
            below = _rates[slot] = counts[slot].Impressions >= FewestImpressions ? counts.RateIn(slot) : below;
        }
    }

    public double In(int slot) => _rates[slot];
}
