namespace Recommender.Service.Training;

/// <summary>How a run makes its model.</summary>
/// <param name="Learning">What is trained and why.</param>
/// <param name="Update">The update of the live model; null for a full retrain.</param>
internal sealed record RetrainPlan(Learning Learning, ModelUpdate? Update = null);
