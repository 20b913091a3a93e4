namespace Recommender.Service.Commands;

/// <summary>An expected failure of a command. Its message is one line for the operator and says what to do.</summary>
public sealed class CommandFailedException(string message, Exception? inner = null) : Exception(message, inner);
