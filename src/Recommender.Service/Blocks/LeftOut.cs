using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>An article that was selected for a block and is not in it.</summary>
/// <param name="By">The rule that kept it out; null if none did.</param>
/// <param name="WantedBy">The pin or lock that selected it; null if the model did.</param>
public sealed record LeftOut(ArticleCard Card, LeftOutReason Reason, Rule? By, Rule? WantedBy);
