using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>An article that was to stand in a block and does not.</summary>
/// <param name="Card">The article.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">The rule that kept it out; null where none did.</param>
/// <param name="WantedBy">The pin or lock that wanted it; null where the model did.</param>
public sealed record LeftOut(ArticleCard Card, LeftOutReason Reason, Rule? By, Rule? WantedBy);
