using Recommender.Service.Training.Gate;

namespace Recommender.Service.Training;

/// <summary>What an evaluation found.</summary>
/// <param name="Found">The new model beside the live one.</param>
/// <param name="Changes">What changed for readers; empty for a first model.</param>
public sealed record Evaluated(ModelComparison Found, ListChanges Changes);
