using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Delivery.Served;

/// <summary>An article as the blocks of a page showed it.</summary>
/// <param name="Article">Its key.</param>
/// <param name="Source">What placed it.</param>
/// <param name="Model">Version of the model behind the block; empty if there was none.</param>
/// <param name="Slots">One bit for each slot in which it was: bit 1 is the first slot.</param>
internal readonly record struct ServedItem(string Article, BlockSource Source, string Model, long Slots)
{
    public bool IsIn(int slot) => (Slots & (1L << slot)) != 0;

    /// <summary>Whether both are the same article from the same source and model; their slots may differ.</summary>
    public bool IsLike(in ServedItem other) => Source == other.Source && Article == other.Article && Model == other.Model;

    /// <summary>The items of a block. HTML omits articles without an address, so the slots of the others differ there.</summary>
    public static ServedItem[] Of(SiteSnapshot snapshot, Block block)
    {
        var items = new ServedItem[block.Items.Count];
        var (model, drawn) = (snapshot.Model?.Version ?? "", 0);
        for (var i = 0; i < items.Length; i++)
        {
            var item = block.Items[i];
            drawn += WebUrl.Parse(item.Card.Url) is null ? 0 : 1;
            items[i] = new ServedItem(item.Card.Key, item.Source, model, (1L << (i + 1)) | (1L << Math.Max(1, drawn)));
        }

        return items;
    }
}
