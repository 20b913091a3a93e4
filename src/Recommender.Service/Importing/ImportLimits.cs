namespace Recommender.Service.Importing;

/// <summary>What keeps a hostile or broken source from filling memory or disk.</summary>
internal static class ImportLimits
{
    /// <summary>
    /// Longest item, in characters of its source. A longer one is skipped; the longest newspaper articles have some 200,000.
    /// </summary>
    public const int ItemCharacters = 8_000_000;

    /// <summary>Longest source that is read as a whole: JSON documents, and XML that is not well-formed. Characters.</summary>
    public const int WholeCharacters = 128_000_000;

    /// <summary>A compressed source may grow to this many bytes, or by <see cref="Expansion"/>, whichever is more.</summary>
    public const long ExpandedBytes = 200_000_000;

    /// <summary>Text compresses to a tenth, seldom to a thirtieth; beyond this it is a bomb.</summary>
    public const int Expansion = 100;

    /// <summary>Articles that are stored in one transaction.</summary>
    public const int BatchSize = 500;
}
