using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Desk.Overview;

/// <summary>A new article and what stands under it.</summary>
public sealed record NewArticle(ArticleCard Card, IReadOnlyList<BlockItem> Block);
