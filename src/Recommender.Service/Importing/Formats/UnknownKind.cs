namespace Recommender.Service.Importing.Formats;

/// <summary>Words for what is of no known kind: they say what was expected, and name formats that are recognised but not read.</summary>
internal static class UnknownKind
{
    /// <summary>What JSON documents are read.</summary>
    public const string ExpectedJson = "JSON Feed, exports and Content API of Ghost, Drupal's JSON:API, Arc XP stories (ANS), posts of "
        + "WordPress's REST API, JSON Lines, or a list of objects with title, html or text, and url";

    private const string Expected = "RSS, Atom, exports of WordPress, Blogger, Ghost, Substack, Medium and Squarespace (zip files too), "
        + "JSON Feed, JSON:API of Drupal, Arc XP stories, sitemaps, HTML, JSON Lines, CSV with a header, Markdown with front matter";

    /// <summary>Why a document of <see cref="SourceFormat.Unknown"/> is not read.</summary>
    public static string ReasonFor(SourceContent content)
    {
        var start = content.Start.TrimStart();
        return start switch
        {
            _ when start.Contains("<newsItem", StringComparison.Ordinal) || start.Contains("<newsMessage", StringComparison.Ordinal) =>
                "is NewsML-G2, an agency's wire, which is not read; use the feed, sitemap or export of the site itself",
            _ when start.Contains("<nitf", StringComparison.OrdinalIgnoreCase) =>
                "is NITF, an agency's wire, which is not read; use the feed, sitemap or export of the site itself",
            _ when start.StartsWith("post_id,post_date", StringComparison.Ordinal) =>
                "is the list of a Substack export without its texts; name the folder or zip file that holds it",
            _ when IsMovableType(start) =>
                "is an export of Movable Type or TypePad, which is not read; use the feed or sitemap of the site, or "
                + "convert it to WordPress's export (WXR)",
            _ => $"the format is not recognised; supported formats: {Expected}",
        };
    }

    private static bool IsMovableType(string start) =>
        (start.StartsWith("AUTHOR: ", StringComparison.Ordinal) || start.StartsWith("TITLE: ", StringComparison.Ordinal))
        && start.Contains("\n-----", StringComparison.Ordinal);
}
