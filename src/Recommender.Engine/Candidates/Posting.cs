namespace Recommender.Engine.Candidates;

/// <summary>A document of a posting list.</summary>
internal readonly record struct Posting(int Document, float Weight);
