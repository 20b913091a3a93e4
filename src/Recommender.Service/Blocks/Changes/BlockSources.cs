namespace Recommender.Service.Blocks.Changes;

/// <summary>What an answer stands on, beside the rules of the whole site and the model.</summary>
/// <param name="Page">The page's card; -1 for none.</param>
/// <param name="Excluded">Cards that the request leaves out, with their stories.</param>
/// <param name="Section">The section whose newest were looked at to fill it up; null: none.</param>
/// <param name="Newest">Whether the newest of the site were looked at to fill it up.</param>
internal readonly record struct BlockSources(int Page, int[] Excluded, string? Section, bool Newest)
{
    public static BlockSources Of(BlockRequest request, Block block) =>
        new(request.Article, [.. request.Excluded], block.FilledFromSection, block.FilledFromNewest);
}
