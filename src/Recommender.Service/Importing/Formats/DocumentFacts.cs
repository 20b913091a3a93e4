namespace Recommender.Service.Importing.Formats;

/// <summary>What a document says of itself beside its items; complete when the items have been read to the end.</summary>
internal sealed class DocumentFacts
{
    /// <summary>What relative links are relative to: the document's own URL, then xml:base or the site that the feed names.</summary>
    public Uri? Base { get; set; }

    /// <summary>The feed's language, for items that name none.</summary>
    public string? Language { get; set; }

    /// <summary>The feed's author, for items that name none.</summary>
    public string? Author { get; set; }

    /// <summary>The next page (RFC 5005, Blogger, JSON Feed), or null.</summary>
    public string? Next { get; set; }

    /// <summary>How many items the whole feed has over all its pages, where it tells.</summary>
    public int? Total { get; set; }

    /// <summary>Of which number the first item of this page is, where it tells.</summary>
    public int? StartIndex { get; set; }

    /// <summary>Remarks for the report.</summary>
    public List<string> Notes { get; } = [];
}
