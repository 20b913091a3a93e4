using Recommender.Engine.GroundTruth;

namespace Recommender.Engine.Evaluation;

/// <summary>A ranking learned from some of the links.</summary>
/// <param name="Queries">How many articles with links it learned from.</param>
/// <param name="Links">How many links they have among the candidates.</param>
/// <param name="NdcgAt10">Mean over the judged queries.</param>
/// <param name="Low">Lower end of its 95 % interval, see <see cref="Bootstrap"/>.</param>
/// <param name="High">Upper end.</param>
public readonly record struct LearningPoint(int Queries, int Links, double NdcgAt10, double Low, double High);
