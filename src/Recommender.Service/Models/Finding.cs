namespace Recommender.Service.Models;

/// <summary>One measure that is out of bounds.</summary>
/// <param name="Measure">The measure, as a word for programs.</param>
/// <param name="Refuses">True if the model must not go live; false if it is only reported.</param>
/// <param name="Words">What was found and what the bound is.</param>
public sealed record Finding(Measure Measure, bool Refuses, string Words);
