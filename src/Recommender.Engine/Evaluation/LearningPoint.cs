using Recommender.Engine.GroundTruth;

namespace Recommender.Engine.Evaluation;

/// <summary>The quality of a ranking learned from a subset of the links.</summary>
/// <param name="Queries">Number of articles with links that it learned from.</param>
/// <param name="Links">Number of their links that are among the candidates.</param>
/// <param name="NdcgAt10">Mean over the judged queries.</param>
/// <param name="Low">Lower end of the 95 % confidence interval; see <see cref="Bootstrap"/>.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct LearningPoint(int Queries, int Links, double NdcgAt10, double Low, double High);
