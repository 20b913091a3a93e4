namespace Recommender.Engine.GroundTruth;

/// <summary>A document in a ranked list.</summary>
/// <param name="Score">Higher is more related; comparable within one list only.</param>
public readonly record struct RankedDocument(string Id, float Score);
