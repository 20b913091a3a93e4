namespace Recommender.Engine.Encoding;

/// <summary>A link to a document (by index) and the ids of its anchor's terms.</summary>
internal readonly record struct OutLink(int Target, int[] Anchor);
