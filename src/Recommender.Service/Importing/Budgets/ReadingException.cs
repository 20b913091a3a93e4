namespace Recommender.Service.Importing.Budgets;

/// <summary>Something cannot be read within its budget. The message follows "cannot be read: ".</summary>
internal sealed class ReadingException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>It used up its time or memory, or ended the process.</summary>
    public bool IsCostly { get; init; }
}
