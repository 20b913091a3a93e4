namespace Recommender.Service.Importing;

/// <summary>How to import.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// Withdraw the articles that these sources brought and no source has any more. Refused where a source could not be read whole;
    /// a source that gave nothing withdraws nothing.
    /// </summary>
    public bool Prune { get; init; }

    /// <summary>Read everything, also what the server says has not changed since the last time. Implied by <see cref="Prune"/>.</summary>
    public bool Full { get; init; }
}
