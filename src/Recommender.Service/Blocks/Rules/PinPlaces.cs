namespace Recommender.Service.Blocks.Rules;

/// <summary>Which pin stands where.</summary>
internal static class PinPlaces
{
    /// <summary>
    /// Gives each pin its slot. Where two want one, the first has it, and the other the next free one behind it; where there is none, the
    /// nearest before it.
    /// </summary>
    /// <param name="pins">That may stand, in the order of precedence; slots from 1 to <paramref name="limit"/>.</param>
    /// <param name="limit">Places of the block.</param>
    /// <param name="homeless">Told of pins for which no place is left.</param>
    /// <returns>By slot.</returns>
    public static List<PlacedPin> Assign(IReadOnlyList<PinRule> pins, int limit, Action<PinRule> homeless)
    {
        var places = new PlacedPin?[limit + 1];
        var displaced = new List<PinRule>();
        foreach (var pin in pins)
        {
            if (places[pin.Slot] is null)
            {
                places[pin.Slot] = new PlacedPin(pin, pin.Slot, null);
            }
            else
            {
                displaced.Add(pin);
            }
        }

        // Only now: a pin never loses its own slot to one that lost another.
        foreach (var pin in displaced)
        {
            if (FreeSlot(places, pin.Slot) is { } slot)
            {
                places[slot] = new PlacedPin(pin, slot, places[pin.Slot]!.Pin.Rule);
            }
            else
            {
                homeless(pin);
            }
        }

        return [.. places.OfType<PlacedPin>()];
    }

    private static int? FreeSlot(PlacedPin?[] places, int wanted)
    {
        for (var slot = wanted + 1; slot < places.Length; slot++)
        {
            if (places[slot] is null)
            {
                return slot;
            }
        }

        for (var slot = wanted - 1; slot >= 1; slot--)
        {
            if (places[slot] is null)
            {
                return slot;
            }
        }

        return null;
    }
}
