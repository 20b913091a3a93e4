namespace Recommender.Service.Blocks.Rules;

/// <summary>Which pin gets which slot.</summary>
internal static class PinPlaces
{
    /// <summary>
    /// Gives each pin its slot. If two pins request the same slot, the first gets it and the other the next free one; if there is none
    /// behind it, the nearest before it.
    /// </summary>
    /// <param name="pins">
    /// The pins whose articles may be shown, in the order of precedence; slots from 1 to <paramref name="limit"/>.
    /// </param>
    /// <param name="limit">Number of slots of the block.</param>
    /// <param name="homeless">Receives the pins that get no slot.</param>
    /// <returns>By slot.</returns>
    public static List<PlacedPin> Assign(IReadOnlyList<CompiledPin> pins, int limit, Action<CompiledPin> homeless)
    {
        var places = new PlacedPin?[limit + 1];
        var displaced = new List<CompiledPin>();
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

        // Afterwards, so that a pin never loses its slot to a displaced one.
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
