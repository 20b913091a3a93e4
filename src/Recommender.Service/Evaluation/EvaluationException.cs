namespace Recommender.Service.Evaluation;

/// <summary>The evaluation cannot be made; the message tells why.</summary>
public sealed class EvaluationException(string message) : Exception(message);
