using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <param name="Slot">The slot that the pin gets, from 1.</param>
/// <param name="DisplacedBy">The pin that has the slot which this one requested; null if it has that slot itself.</param>
internal sealed record PlacedPin(CompiledPin Pin, int Slot, Rule? DisplacedBy);
