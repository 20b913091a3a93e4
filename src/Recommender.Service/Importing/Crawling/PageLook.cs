namespace Recommender.Service.Importing.Crawling;

/// <summary>What was found at the last look at a page of a site.</summary>
/// <param name="Url">Its address, as in the sitemap or feed.</param>
internal sealed record PageLook(string Url)
{
    public const string Whole = "";

    /// <summary>The date of its last change that the sitemap named then.</summary>
    public string? LastModified { get; init; }

    /// <summary>Null for an article of the feed whose page was not read.</summary>
    public PageFacts? Facts { get; init; }

    /// <summary>The reason against it; null for an article.</summary>
    public string? Reason { get; init; }

    /// <summary>The id of its article; null if it has none.</summary>
    public string? SourceId { get; init; }

    /// <summary>
    /// The hash of the feed's item that was completed from the page; <see cref="Whole"/> if the feed has all of it; null if the feed has
    /// not listed it.
    /// </summary>
    public string? Teaser { get; init; }

    public DateTimeOffset Fetched { get; init; }
}
