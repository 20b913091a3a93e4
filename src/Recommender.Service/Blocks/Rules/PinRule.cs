using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <param name="Rule">The rule.</param>
/// <param name="Card">The pinned article.</param>
/// <param name="Slot">The place that is asked for, from 1.</param>
internal sealed record PinRule(Rule Rule, int Card, int Slot);
