namespace Recommender.Service.Models;

/// <summary>One measure that is out of bounds.</summary>
/// <param name="Measure">The measure, as a word for programs.</param>
/// <param name="Refuses">True if the model must not go live; false if it is only reported.</param>
/// <param name="Words">The finding and its bound.</param>
public sealed record Finding(Measure Measure, bool Refuses, string Words);
