namespace Recommender.Engine.Candidates;

/// <summary>What the unlearned ranking knows of a candidate; cosines in [-1, 1], closeness in [0, 1].</summary>
internal readonly record struct HybridParts(float Terms, float Bigrams, float Names, float Embedding, float Time);
