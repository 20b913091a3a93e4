using Recommender.Service.Blocks;
using Recommender.Service.Clicks.Evidence;

namespace Recommender.Service.Clicks.Retiring;

/// <summary>Evidence by slot and day, with sums that leave out what some clients of each day may have made up.</summary>
internal sealed class SlotEvidence
{
    private readonly List<EvidenceCount>[] _slots =
        [.. Enumerable.Range(0, BlockOptions.MaxLimit + 1).Select(_ => new List<EvidenceCount>())];

    /// <param name="slot">0 for any slot.</param>
    /// <param name="count">The evidence of one day.</param>
    public void Add(int slot, EvidenceCount count) => _slots[slot].Add(count);

    /// <summary>Clients that saw it, each once a day.</summary>
    /// <param name="slot">0 for any slot.</param>
    /// <param name="without">Clients of each day that are left out.</param>
    public long Seen(int slot, long without = 0) => _slots[slot].Sum(day => Math.Max(0, day.Seen - without));

    /// <summary>Clients that clicked it, each once a day.</summary>
    /// <param name="slot">0 for any slot.</param>
    /// <param name="without">Clients of each day that are left out.</param>
    public long Clicked(int slot, long without = 0) => _slots[slot].Sum(day => Math.Max(0, day.Clicked - without));

    /// <summary>The clicks expected for what was seen in all slots.</summary>
    /// <param name="usual">The average click rate of a slot.</param>
    public double Expected(Func<int, double> usual)
    {
        var expected = 0d;
        for (var slot = 1; slot < _slots.Length; slot++)
        {
            expected += _slots[slot].Count == 0 ? 0 : Seen(slot) * usual(slot);
        }

        return expected;
    }

    /// <summary>What was seen in all slots.</summary>
    public long SeenInSlots() => Enumerable.Range(1, _slots.Length - 1).Sum(slot => Seen(slot));
}
