namespace Recommender.Service.Blocks.Snapshots;

/// <summary>
/// The facts that decide whether a card may be in a block, as adjacent numbers: a block reads them for every candidate, and adjacent data
/// loads from memory together.
/// </summary>
/// <param name="IsHidden">As <see cref="ArticleCard.IsHidden"/>.</param>
/// <param name="Section">Section number; -1 if the article has none, as for the next two.</param>
/// <param name="Author">Author number.</param>
/// <param name="Language">Language number.</param>
/// <param name="FirstTag">Position of its first tag among all tags.</param>
/// <param name="Tags">Number of its tags.</param>
internal readonly record struct CardFacts(DateTime Published, bool IsHidden, int Section, int Author, int Language, int FirstTag, int Tags)
{
    /// <summary>As <see cref="ArticleCard.IsVisibleAt"/>, for readers.</summary>
    public bool IsVisibleAt(DateTime now) => !IsHidden && Published <= now;
}
