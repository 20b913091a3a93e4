namespace Recommender.Engine;

/// <summary>The properties of an article that ranking uses.</summary>
public sealed record Document
{
    /// <summary>Unique among the documents trained together.</summary>
    public required string Id { get; init; }

    /// <summary>Plain text; may be empty.</summary>
    public required string Title { get; init; }

    /// <summary>Plain text of the body, with blocks separated by '\n'; may be empty. Sections of related links are excluded.</summary>
    public required string Text { get; init; }

    /// <summary>Links of the body to other documents. Links to unknown documents or to this document are ignored.</summary>
    public IReadOnlyList<DocumentLink> Links { get; init; } = [];

    public string? Section { get; init; }

    public string? Author { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>ISO 639-1 code in lower case, or null if unknown; unknown text is read as English.</summary>
    public string? Language { get; init; }

    /// <summary>UTC, or null if unknown.</summary>
    public DateTimeOffset? Published { get; init; }
}
