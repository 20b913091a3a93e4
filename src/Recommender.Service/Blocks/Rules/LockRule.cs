using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <param name="Rule">The rule.</param>
/// <param name="Cards">What the block holds; items that the site does not know are not among them.</param>
internal sealed record LockRule(Rule Rule, IReadOnlyList<int> Cards);
