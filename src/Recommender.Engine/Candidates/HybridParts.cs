namespace Recommender.Engine.Candidates;

/// <summary>The components of a candidate's unlearned score: cosines in [-1, 1] and closeness in time in [0, 1].</summary>
internal readonly record struct HybridParts(float Terms, float Bigrams, float Names, float Embedding, float Time);
