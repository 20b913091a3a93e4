namespace Recommender.Service.Importing;

/// <summary>How to import.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// Withdraw the articles that are no longer in the sources. Refused where a source could not be read whole or gave nothing.
    /// </summary>
    public bool Prune { get; init; }

    /// <summary>Read everything, also what the server says has not changed since the last time. Implied by <see cref="Prune"/>.</summary>
    public bool Full { get; init; }
}
