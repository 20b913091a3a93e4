namespace Recommender.Service.Blocks.Changes;

/// <summary>What an answer depends on, in addition to the site-wide rules and the model.</summary>
/// <param name="Page">The page's card; -1 for none.</param>
/// <param name="Excluded">Cards excluded by the request, with their stories.</param>
/// <param name="Section">The section whose newest articles were used to fill the block; null if none.</param>
/// <param name="Newest">True if the newest articles of the site were used to fill the block.</param>
internal readonly record struct BlockSources(int Page, int[] Excluded, string? Section, bool Newest)
{
    public static BlockSources Of(BlockRequest request, Block block) =>
        new(request.Article, [.. request.Excluded], block.FilledFromSection, block.FilledFromNewest);
}
