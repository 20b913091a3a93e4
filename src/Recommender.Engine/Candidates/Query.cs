using Recommender.Engine.Encoding;

namespace Recommender.Engine.Candidates;

/// <summary>The document for which related documents are searched.</summary>
/// <param name="Documents">The batch that holds its vectors: the index's own documents, or a batch of new documents.</param>
/// <param name="Row">Its row in that batch.</param>
/// <param name="Self">Its index among the indexed documents, which is never a candidate; -1 if it is not indexed.</param>
internal readonly record struct Query(EncodedDocuments Documents, int Row, int Self)
{
    public int Day => Documents.Days[Row];
}
