using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <param name="Card">The pinned article.</param>
/// <param name="Slot">The requested slot, from 1.</param>
internal sealed record CompiledPin(PinRule Rule, int Card, int Slot);
