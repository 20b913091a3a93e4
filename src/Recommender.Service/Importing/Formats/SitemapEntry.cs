namespace Recommender.Service.Importing.Formats;

/// <summary>An address that a sitemap lists, with what the sitemap says of it.</summary>
/// <param name="Url">A web page, or a further sitemap.</param>
/// <param name="IsSitemap">It is a further sitemap.</param>
internal sealed record SitemapEntry(Uri Url, bool IsSitemap)
{
    /// <summary>When it changed last, as written; null if not stated.</summary>
    public string? LastModified { get; init; }

    /// <summary>The title and date of publication of a news sitemap.</summary>
    public string? NewsTitle { get; init; }

    /// <inheritdoc cref="NewsTitle"/>
    public string? NewsDate { get; init; }

    /// <summary>The first picture of an image or video sitemap.</summary>
    public string? Image { get; init; }
}
