namespace Recommender.Service.Blocks.Snapshots;

/// <summary>
/// The facts that decide whether a card may be in a block, as adjacent numbers: a block reads them for every candidate, and adjacent data
/// loads from memory together.
/// </summary>
/// <param name="Section">Section number; -1 if the article has none, as for the next two.</param>
/// <param name="Author">Author number.</param>
/// <param name="Language">Language number.</param>
/// <param name="FirstTag">Position of its first tag among all tags.</param>
/// <param name="Tags">Number of its tags.</param>
internal readonly record struct CardFacts(DateTime Published, bool Withdrawn, int Section, int Author, int Language, int FirstTag, int Tags)
{
    /// <summary>As <see cref="ArticleCard.StandsAt"/>.</summary>
    public bool StandsAt(DateTime now) => !Withdrawn && Published <= now;
}
