namespace Recommender.Engine.Encoding;

/// <summary>A document as ids of a <see cref="Vocabulary"/>, in reading order. Ids of -1 are words that the vocabulary does not hold.</summary>
internal sealed class DocumentTerms
{
    public required int[] Title { get; init; }

    public required int[] Body { get; init; }

    /// <summary>Positions in <see cref="Body"/> where a block (paragraph, heading) ends, rising; the last is the body's length.</summary>
    public required int[] BlockEnds { get; init; }

    /// <summary>Positions in <see cref="Body"/> where a sentence ends, rising, each once; among them each end of a block that is not empty.</summary>
    public required int[] SentenceEnds { get; init; }

    /// <summary>Capitalised phrases of title and body, as ids of the names' vocabulary; one entry an occurrence.</summary>
    public required int[] Names { get; init; }
}
