namespace Recommender.Service.Importing;

/// <summary>What an import did. Its JSON form is what `import --json` prints.</summary>
public sealed record ImportReport
{
    /// <summary>Articles that were not in the store.</summary>
    public int New { get; internal set; }

    /// <summary>Articles that were in the store with other content, or withdrawn.</summary>
    public int Changed { get; internal set; }

    public int Unchanged { get; internal set; }

    /// <summary>
    /// Articles that are no longer shown: a source says that they are not public any more, or, only with <see cref="ImportOptions.Prune"/>,
    /// they vanished from the sources.
    /// </summary>
    public int Withdrawn { get; internal set; }

    /// <summary>Number of <see cref="SkippedItems"/>.</summary>
    public int Skipped => SkippedItems.Count;

    /// <summary>Items that gave no article, with the reason.</summary>
    public List<SkippedItem> SkippedItems { get; } = [];

    /// <summary>What an operator should know: dates that could not be read, sources read leniently, why nothing was pruned.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Sources that could not be read, or not to their end: one line each. Not empty means exit code 1.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Those of <see cref="Errors"/> that nothing in the program foresaw, with their stack traces for the log.</summary>
    internal List<Exception> Faults { get; } = [];

    /// <summary>Adds an error.</summary>
    internal void Fail(ImportException failure)
    {
        Errors.Add(failure.Message);
        if (failure.IsUnexpected)
        {
            Faults.Add(failure);
        }
    }
}
