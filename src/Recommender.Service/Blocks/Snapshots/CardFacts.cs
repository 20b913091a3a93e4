namespace Recommender.Service.Blocks.Snapshots;

/// <summary>
/// What decides whether a card may stand in a block, side by side and as numbers: a block looks at it for each candidate, and what lies
/// together comes from memory at once.
/// </summary>
/// <param name="Published">As the card's.</param>
/// <param name="Withdrawn">As the card's.</param>
/// <param name="Section">Its number; -1 where the article has none, as with the two that follow.</param>
/// <param name="Author">Its number.</param>
/// <param name="Language">Its number.</param>
/// <param name="FirstTag">Where its tags begin among all.</param>
/// <param name="Tags">How many they are.</param>
internal readonly record struct CardFacts(DateTime Published, bool Withdrawn, int Section, int Author, int Language, int FirstTag, int Tags)
{
    /// <summary>As <see cref="ArticleCard.StandsAt"/>.</summary>
    public bool StandsAt(DateTime now) => !Withdrawn && Published <= now;
}
