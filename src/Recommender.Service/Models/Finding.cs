namespace Recommender.Service.Models;

/// <summary>One thing that is out of its bounds.</summary>
/// <param name="Measure">Which: a word for programs.</param>
/// <param name="Refuses">True: the model is not to go live; false: to be known.</param>
/// <param name="Words">What was found, and what the bound is.</param>
public sealed record Finding(Measure Measure, bool Refuses, string Words);
