namespace Recommender.Service.Importing;

/// <summary>The result of an import. Its JSON form is printed by `import --json`.</summary>
public sealed record ImportReport
{
    /// <summary>Articles that were not in the store.</summary>
    public int New { get; internal set; }

    /// <summary>Articles that were in the store with other content, or were withdrawn.</summary>
    public int Changed { get; internal set; }

    public int Unchanged { get; internal set; }

    /// <summary>
    /// Articles that are no longer shown: a source says that they are not public any more or, only with <see cref="ImportOptions.Prune"/>,
    /// they are no longer in the sources.
    /// </summary>
    public int Withdrawn { get; internal set; }

    /// <summary>Number of <see cref="SkippedItems"/>.</summary>
    public int Skipped => SkippedItems.Count;

    /// <summary>Items without an article, with the reason.</summary>
    public List<SkippedItem> SkippedItems { get; } = [];

    /// <summary>Information for the operator: unreadable dates, sources read leniently, why nothing was pruned.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Sources that could not be read completely, one line each. Not empty means exit code 1.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>The unexpected ones of <see cref="Errors"/>, with their stack traces for the log.</summary>
    internal List<Exception> Faults { get; } = [];

    internal void Fail(ImportException failure)
    {
        Errors.Add(failure.Message);
        if (failure.IsUnexpected)
        {
            Faults.Add(failure);
        }
    }
}
