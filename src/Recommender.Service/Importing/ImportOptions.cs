using Recommender.Service.Importing.Crawling;

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

    /// <summary>
    /// Read everything, even what the server reports as unchanged since the last import. <see cref="Prune"/> implies it for feeds, not for
    /// the web pages of a site.
    /// </summary>
    public bool Full { get; init; }

    /// <summary>Addresses to take or leave out, whatever the guess about them.</summary>
    public PagePatterns Patterns { get; init; } = PagePatterns.None;

    /// <summary>
    /// Time for the web pages of a source; those that are left are read by the next import. Null: all are read. With a time, pages without
    /// a trustworthy date of change are looked at again only from time to time.
    /// </summary>
    public TimeSpan? PageTime { get; init; }
}
