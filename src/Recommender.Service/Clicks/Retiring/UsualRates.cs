using Recommender.Service.Blocks;
using Recommender.Service.Clicks.Reporting;

namespace Recommender.Service.Clicks.Retiring;

/// <summary>
/// The usual click rates of slots where a pin may have a slot for itself on all pages: a slot of which too little is known has the rate of the
/// next below, which is rather less, so that the pin is judged mildly.
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
