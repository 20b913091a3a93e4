namespace Recommender.Engine;

/// <summary>What ranking may know of an article.</summary>
public sealed record Document
{
    /// <summary>Unique among the documents that are trained together.</summary>
    public required string Id { get; init; }

    /// <summary>Plain text; may be empty.</summary>
    public required string Title { get; init; }

    /// <summary>Plain text of the body, blocks parted by '\n'; may be empty. Sections of related links are left out.</summary>
    public required string Text { get; init; }

    /// <summary>Links of the body to other documents. A target that is not among the documents, or is this one, is ignored.</summary>
    public IReadOnlyList<DocumentLink> Links { get; init; } = [];

    public string? Section { get; init; }

    public string? Author { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>ISO 639-1 code in lower case, or null where unknown: then it is read as English.</summary>
    public string? Language { get; init; }

    /// <summary>UTC, or null where unknown.</summary>
    public DateTimeOffset? Published { get; init; }
}
