namespace Recommender.Service.Importing;

/// <summary>Options of an import.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// Withdraw articles that are no longer in the sources. Refused if a source was not read completely or returned nothing.
    /// </summary>
    public bool Prune { get; init; }

    /// <summary>Read everything, even what the server reports as unchanged since the last import. Implied by <see cref="Prune"/>.</summary>
    public bool Full { get; init; }
}
