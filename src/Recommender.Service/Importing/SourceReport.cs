namespace Recommender.Service.Importing;

/// <summary>What an import found in one source.</summary>
public sealed record SourceReport
{
    /// <summary>The source as the operator wrote it, without secrets.</summary>
    public required string Source { get; init; }

    /// <summary>What could not be read, one line each. Not empty: the import is incomplete.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Items and pages that were looked at, including unchanged ones.</summary>
    public int Read { get; init; }

    public int New { get; init; }

    public int Changed { get; init; }

    public int Unchanged { get; init; }

    public int Withdrawn { get; init; }

    /// <summary>Items and pages that did not become articles, by reason.</summary>
    public IReadOnlyList<ReasonCount> LeftOut { get; init; } = [];

    /// <summary>What looks wrong with the articles that were read, not counting unchanged pages.</summary>
    public IReadOnlyList<ReasonCount> Doubts { get; init; } = [];

    /// <summary>Pages that a later import reads; 0 if all were read.</summary>
    public int PagesLeft { get; init; }

    /// <summary>The estimated time for these in seconds; null if unknown.</summary>
    public int? SecondsLeft { get; init; }

    /// <summary>Information: where the articles were found, unreadable dates.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What to do next, one sentence each.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];

    /// <summary>Not everything was read: articles may be missing.</summary>
    public bool IsIncomplete => Missing.Count > 0 || PagesLeft > 0;
}
