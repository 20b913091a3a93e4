namespace Recommender.Engine.Candidates;

/// <summary>An entry of a posting list.</summary>
internal readonly record struct Posting(int Document, float Weight);
