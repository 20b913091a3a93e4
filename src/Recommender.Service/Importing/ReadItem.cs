using Recommender.Service.Articles;

namespace Recommender.Service.Importing;

/// <summary>What became of an item of a source: an article, or the reason why not.</summary>
/// <param name="Number">Position in the source, from 1.</param>
/// <param name="Id">The item's id, null where it has none.</param>
/// <param name="Article">The article, or null where the item was skipped.</param>
/// <param name="SkipReason">Why it was skipped, or null.</param>
/// <param name="Unreadable">It was skipped, but may well be an article: nothing may be concluded from its absence.</param>
/// <param name="HiddenIds">Ids whose articles must not be shown, because the source marks the item as not public.</param>
/// <param name="Notes">What an operator should know of it ("published: cannot read the date 'soon'").</param>
public sealed record ReadItem(
    int Number, string? Id, Article? Article, string? SkipReason, bool Unreadable,
    IReadOnlyList<string> HiddenIds, IReadOnlyList<string> Notes);
