namespace Recommender.Engine;

/// <summary>A link from a document's body to another document.</summary>
/// <param name="TargetId">The id of the linked document.</param>
/// <param name="Start">Start of the anchor text in <see cref="Document.Text"/>, in UTF-16 code units.</param>
/// <param name="Length">Length of the anchor text; 0 if it does not occur in the text.</param>
public readonly record struct DocumentLink(string TargetId, int Start, int Length);
