namespace Recommender.Engine.Encoding;

/// <summary>A link to a document (by index) and the term ids of its anchor text.</summary>
internal readonly record struct OutLink(int Target, int[] Anchor);
