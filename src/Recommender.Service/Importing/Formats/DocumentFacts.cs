namespace Recommender.Service.Importing.Formats;

/// <summary>Properties of a document, apart from its items; complete once all items have been read.</summary>
internal sealed class DocumentFacts
{
    /// <summary>Base of relative links: the document's own URL, then xml:base or the site named by the feed.</summary>
    public Uri? Base { get; set; }

    /// <summary>Whether the document states its base itself (xml:base).</summary>
    public bool HasOwnBase { get; set; }

    /// <summary>The site that the feed names; null if it names none.</summary>
    public Uri? Site { get; set; }

    /// <summary>The feed's categories, for items without any.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>All categories that the feed states.</summary>
    public List<string> Stated { get; } = [];

    /// <summary>The feed's language, for items without one.</summary>
    public string? Language { get; set; }

    /// <summary>The feed's authors, for items without one.</summary>
    public string? Author { get; set; }

    /// <summary>The next page (RFC 5005, Blogger, JSON Feed); null if there is none.</summary>
    public string? Next { get; set; }

    /// <summary>Number of items of the whole feed over all pages, if stated.</summary>
    public int? Total { get; set; }

    /// <summary>Number of the first item of this page, if stated.</summary>
    public int? StartIndex { get; set; }

    /// <summary>Takes the properties of the same document, read elsewhere.</summary>
    public void Take(DocumentFacts other)
    {
        (Base, HasOwnBase, Site, Language, Author, Tags) =
            (other.Base, other.HasOwnBase, other.Site, other.Language, other.Author, other.Tags);
        (Next, Total, StartIndex) = (other.Next, other.Total, other.StartIndex);
    }

    /// <summary>Notes for the report.</summary>
    public List<string> Notes { get; } = [];
}
