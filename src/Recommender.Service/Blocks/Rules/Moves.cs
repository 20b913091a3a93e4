namespace Recommender.Service.Blocks.Rules;

/// <summary>By which of its labels a card is moved.</summary>
[Flags]
internal enum Moves : byte
{
    None = 0,
    ByCard = 1,
    BySection = 2,
    ByAuthor = 4,
    ByTag = 8,

    /// <summary>By boosts of the whole site.</summary>
    BySite = 16,

    /// <summary>Excluded from the whole site.</summary>
    OutOfSite = 32,
}
