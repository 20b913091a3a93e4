namespace Recommender.Service.Importing;

/// <summary>The result of an import. Its JSON form is printed by `import --json`.</summary>
public sealed record ImportReport
{
    private const int MaxListed = 10_000;

    private readonly List<SkippedItem> _skipped = [];

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

    /// <summary>
    /// What could not be read although it should have been, one line each: unlike <see cref="Errors"/>, of sources of which something was
    /// read. Not empty means exit code 1.
    /// </summary>
    public List<string> Missing { get; } = [];

    /// <summary>The same by source.</summary>
    public List<SourceReport> Sources { get; } = [];

    /// <summary>Number of items without an article.</summary>
    public int Skipped { get; private set; }

    /// <summary>The first 10,000 of these, with the reason.</summary>
    public IReadOnlyList<SkippedItem> SkippedItems => _skipped;

    /// <summary>Information for the operator: unreadable dates, sources read leniently, why nothing was pruned.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Sources that could not be read completely, one line each. Not empty means exit code 1.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>The unexpected ones of <see cref="Errors"/>, with their stack traces for the log.</summary>
    internal List<Exception> Faults { get; } = [];

    /// <summary>Counts an item, and keeps it if it is one of the first: a source may hold many millions.</summary>
    internal void Skip(SkippedItem item)
    {
        Skipped++;
        if (_skipped.Count < MaxListed)
        {
            _skipped.Add(item);
        }
    }

    internal void Fail(ImportException failure)
    {
        Errors.Add(failure.Message);
        if (failure.IsUnexpected)
        {
            Faults.Add(failure);
        }
    }
}
