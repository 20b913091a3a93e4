using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <param name="Pin">The pin.</param>
/// <param name="Slot">Where it stands, from 1.</param>
/// <param name="DisplacedBy">The pin that has the slot it wanted; null where it has that itself.</param>
internal sealed record PlacedPin(PinRule Pin, int Slot, Rule? DisplacedBy);
