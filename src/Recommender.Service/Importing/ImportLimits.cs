namespace Recommender.Service.Importing;

/// <summary>Limits that prevent a hostile or broken source from filling memory or disk.</summary>
internal static class ImportLimits
{
    /// <summary>Maximum characters of an item. Longer ones are skipped; the longest newspaper articles have about 200,000.</summary>
    public const int ItemCharacters = 8_000_000;

    /// <summary>Maximum characters of a source that must be read as a whole: JSON documents and XML that is not well-formed.</summary>
    public const int WholeCharacters = 128_000_000;

    /// <summary>A compressed source may grow to this many bytes, or by the factor <see cref="Expansion"/>, whichever is larger.</summary>
    public const long ExpandedBytes = 200_000_000;

    /// <summary>Text usually compresses to a tenth, rarely to a thirtieth; anything beyond this factor is a decompression bomb.</summary>
    public const int Expansion = 100;

    /// <summary>Number of articles stored in one transaction.</summary>
    public const int BatchSize = 500;
}
