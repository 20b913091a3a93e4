using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing;

/// <summary>The result of reading an item: an article, or the reason why there is none.</summary>
/// <param name="Number">Position in the source, from 1.</param>
/// <param name="Id">The item's id; null if it has none.</param>
/// <param name="Article">The article; null if the item was skipped.</param>
/// <param name="SkipReason">Why it was skipped; null for an article.</param>
/// <param name="Unreadable">True if the skipped item may be an article: nothing may be concluded from its absence.</param>
/// <param name="HiddenIds">Ids of articles that must not be shown, because the source marks the item as not public.</param>
/// <param name="Notes">Information for the operator ("published: cannot read the date 'soon'").</param>
public sealed record ReadItem(
    int Number, string? Id, Article? Article, string? SkipReason, bool Unreadable,
    IReadOnlyList<string> HiddenIds, IReadOnlyList<string> Notes)
{
    /// <summary>It is a web page: its title may contain the name of its site.</summary>
    public bool IsPage { get; init; }

    /// <summary>What the markup of a web page says about its kind; null in other formats.</summary>
    public PageTraits? Traits { get; init; }
}
