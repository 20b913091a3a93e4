using Recommender.Service.Training.Gate;

namespace Recommender.Service.Training;

/// <summary>The result of an evaluation.</summary>
/// <param name="Found">Comparison of the new model with the live one.</param>
/// <param name="Changes">Changes visible to readers; empty for a first model.</param>
public sealed record Evaluated(ModelComparison Found, ListChanges Changes);
