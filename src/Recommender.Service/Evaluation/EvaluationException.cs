namespace Recommender.Service.Evaluation;

/// <summary>The evaluation cannot run; the message gives the reason.</summary>
public sealed class EvaluationException(string message) : Exception(message);
