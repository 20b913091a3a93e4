namespace Recommender.Engine.Encoding;

/// <summary>A document as ids of a <see cref="Vocabulary"/>, in reading order. Words that are not in the vocabulary have id -1.</summary>
internal sealed class DocumentTerms
{
    public required int[] Title { get; init; }

    public required int[] Body { get; init; }

    /// <summary>
    /// Positions in <see cref="Body"/> where a block (paragraph, heading) ends, ascending; the last is the body's length.
    /// </summary>
    public required int[] BlockEnds { get; init; }

    /// <summary>
    /// Positions in <see cref="Body"/> where a sentence ends, ascending and distinct, including the end of each non-empty block.
    /// </summary>
    public required int[] SentenceEnds { get; init; }

    /// <summary>Capitalised phrases of title and body, as ids of the name vocabulary; one entry per occurrence.</summary>
    public required int[] Names { get; init; }
}
