namespace Recommender.Engine.Candidates;

/// <summary>A link from a document (by index), with the ids of its anchor's terms.</summary>
internal readonly record struct InLink(int Source, int[] Anchor);
