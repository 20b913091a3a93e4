namespace Recommender.Engine;

/// <summary>Progress of a long-running task.</summary>
/// <param name="Stage">The current stage, in words for the operator ("reading words", "ranking").</param>
/// <param name="Done">Units done in this stage.</param>
/// <param name="Total">Units in this stage; 0 if unknown.</param>
public readonly record struct StageProgress(string Stage, int Done, int Total);
