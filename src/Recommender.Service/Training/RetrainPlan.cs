namespace Recommender.Service.Training;

/// <summary>How a run makes its model.</summary>
/// <param name="Learning">What is learned, and why.</param>
/// <param name="Update">What the live model is brought up to date by; null to learn all anew.</param>
internal sealed record RetrainPlan(Learning Learning, ModelUpdate? Update = null);
