namespace Recommender.Service.Training;

/// <summary>The run was cancelled.</summary>
public sealed class RunCancelledException(string message, Exception inner) : Exception(message, inner);
