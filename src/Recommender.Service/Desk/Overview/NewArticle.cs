using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Desk.Overview;

/// <summary>A new article and its block.</summary>
public sealed record NewArticle(ArticleCard Card, IReadOnlyList<BlockItem> Block);
