namespace Recommender.Service.Commands;

/// <summary>An ordinary failure of a verb: its message is the one line that the operator reads, and says what to do.</summary>
public sealed class CommandFailedException(string message, Exception? inner = null) : Exception(message, inner);
