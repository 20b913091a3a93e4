using Recommender.Engine.Encoding;

namespace Recommender.Engine.Candidates;

/// <summary>The document that related ones are sought for.</summary>
/// <param name="Documents">The batch that holds its vectors: the index's own, or one of new documents.</param>
/// <param name="Row">Its row there.</param>
/// <param name="Self">Its index among the index's documents, never a candidate of its own; -1 where it is not among them.</param>
internal readonly record struct Query(EncodedDocuments Documents, int Row, int Self)
{
    public int Day => Documents.Days[Row];
}
