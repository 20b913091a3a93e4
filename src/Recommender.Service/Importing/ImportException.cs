namespace Recommender.Service.Importing;

/// <summary>
/// A source cannot be read, or not to its end. The message is one line that says what is wrong and, where possible, what to do.
/// </summary>
public sealed class ImportException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Nothing in the program foresaw it: the log needs the stack trace.</summary>
    internal bool IsUnexpected { get => field || InnerException is ImportException { IsUnexpected: true }; init; }
}
