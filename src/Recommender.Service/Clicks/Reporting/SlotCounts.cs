using Recommender.Service.Blocks;

namespace Recommender.Service.Clicks.Reporting;

/// <summary>Counts by slot, as needed for position correction.</summary>
public sealed class SlotCounts
{
    private readonly ClickCount[] _slots = new ClickCount[BlockOptions.MaxLimit + 1];

    public ClickCount this[int slot] => _slots[slot];

    public ClickCount Total { get; private set; }

    public void Add(int slot, ClickCount count)
    {
        _slots[slot] += count;
        Total += count;
    }

    /// <summary>These counts minus a subset of them.</summary>
    public SlotCounts Without(SlotCounts others)
    {
        var rest = new SlotCounts();
        for (var slot = 1; slot < _slots.Length; slot++)
        {
            rest.Add(slot, _slots[slot] - others[slot]);
        }

        return rest;
    }

    /// <summary>The clicks expected for the same number of impressions in the same slots.</summary>
    /// <param name="usual">The average click rate of a slot.</param>
    public double Expected(Func<int, double> usual)
    {
        var expected = 0d;
        for (var slot = 1; slot < _slots.Length; slot++)
        {
            expected += _slots[slot].Impressions == 0 ? 0 : _slots[slot].Impressions * usual(slot);
        }

        return expected;
    }

    /// <summary>The click rate of a slot.</summary>
    public double RateIn(int slot) => ClickRate.Of(_slots[slot]).Value;
}
