namespace Recommender.Engine;

/// <summary>A link in a document's body to another document.</summary>
/// <param name="TargetId">The other document's id.</param>
/// <param name="Start">Where the anchor's words begin in <see cref="Document.Text"/>, in UTF-16 units.</param>
/// <param name="Length">Length of the anchor's words; 0 where the text does not hold them.</param>
public readonly record struct DocumentLink(string TargetId, int Start, int Length);
