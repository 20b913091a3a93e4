namespace Recommender.Engine.GroundTruth;

/// <summary>A document in a ranked list.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Score">Larger is nearer; comparable within the list only.</param>
public readonly record struct RankedDocument(string Id, float Score);
