namespace Recommender.Engine.Candidates;

/// <summary>A link from a document (by index), with the term ids of its anchor text.</summary>
internal readonly record struct InLink(int Source, int[] Anchor);
