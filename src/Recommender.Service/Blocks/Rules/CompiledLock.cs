using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <param name="Cards">The articles of the block, without those that the site does not have.</param>
internal sealed record CompiledLock(LockRule Rule, IReadOnlyList<int> Cards);
