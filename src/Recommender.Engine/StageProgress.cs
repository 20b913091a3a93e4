namespace Recommender.Engine;

/// <summary>How far a long piece of work is.</summary>
/// <param name="Done">Units done in this stage.</param>
/// <param name="Total">Units in this stage; 0 if unknown.</param>
public readonly record struct StageProgress(TrainingStage Stage, int Done, int Total);
