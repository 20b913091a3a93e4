namespace Recommender.Service.Training;

/// <summary>Somebody wanted the run to stop.</summary>
public sealed class RunCancelledException(string message, Exception inner) : Exception(message, inner);
