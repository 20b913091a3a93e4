namespace Recommender.Service.Importing;

/// <summary>Options of an import.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// Withdraw the articles that these sources contained before and that no source contains any more. Nothing is withdrawn if a source
    /// was not read completely; an empty source withdraws nothing.
    /// </summary>
    public bool Prune { get; init; }

    /// <summary>The site's own address, for sources that have only paths. Default: the setting of the site.</summary>
    public string? Address { get; init; }

    /// <summary>Kinds of WordPress content besides posts that are articles. Default: the setting of the site.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Read everything, even what the server reports as unchanged since the last import. Implied by <see cref="Prune"/>.</summary>
    public bool Full { get; init; }
}
