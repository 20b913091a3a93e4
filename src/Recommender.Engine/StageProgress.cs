namespace Recommender.Engine;

/// <summary>How far a long piece of work is.</summary>
/// <param name="Stage">What is being done, in words for the operator ("reading words", "ranking").</param>
/// <param name="Done">Units done in this stage.</param>
/// <param name="Total">Units in this stage; 0 where unknown.</param>
public readonly record struct StageProgress(string Stage, int Done, int Total);
