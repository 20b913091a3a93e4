namespace Recommender.Service.Importing;

/// <summary>Options of an import.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// Withdraw the articles that these sources brought and that no source has any more. Refused if a source was not read completely;
    /// a source that returned nothing withdraws nothing.
    /// </summary>
    public bool Prune { get; init; }

    /// <summary>Read everything, even what the server reports as unchanged since the last import. Implied by <see cref="Prune"/>.</summary>
    public bool Full { get; init; }
}
