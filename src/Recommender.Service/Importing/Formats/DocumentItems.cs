namespace Recommender.Service.Importing.Formats;

/// <summary>Reads a document of any format that holds articles (a sitemap holds none, only addresses).</summary>
internal static class DocumentItems
{
    /// <summary>The items in the source's order. Of two with one id only the newest is given as an article.</summary>
    /// <exception cref="ImportException">The format is not recognised, or the document breaks off; what came before has been
    /// given.</exception>
    public static IEnumerable<RawItem> Read(SourceContent content, DocumentFacts facts)
    {
        // Twice: which of two items with one id counts is known only at the end, and storing first the one and then the other
        // would make every further import a change.
        var ids = KnownIds.Of(content.Format is SourceFormat.Markdown or SourceFormat.Html ? [] : ReadOnce(content, new DocumentFacts()));
        return ReadOnce(content, facts).Select(item => SourceFailure.Item(item.Number, () => ids.Settle(item)));
    }

    private static IEnumerable<RawItem> ReadOnce(SourceContent content, DocumentFacts facts)
    {
        facts.Base ??= content.Url;
        return Items(content, facts).Select(ProtectedPost.LeaveOut);
    }

    private static IEnumerable<RawItem> Items(SourceContent content, DocumentFacts facts) =>
        content.Format switch
        {
            SourceFormat.Empty => [],
            SourceFormat.Feed => FeedItems.Read(content, facts),
            SourceFormat.JsonFeed => JsonDocumentItems.ReadFeed(content, facts),
            SourceFormat.JsonArray => JsonDocumentItems.ReadArray(content, facts),
            SourceFormat.JsonLines => JsonLinesItems.Read(content),
            SourceFormat.Csv => CsvItems.Read(content),
            SourceFormat.Markdown => [SourceFailure.Item(1, () => MarkdownItem.Read(content))],
            SourceFormat.Html => [SourceFailure.Item(1, () => HtmlPage.Read(content))],
            _ => throw Unrecognised(content),
        };

    public static ImportException Unrecognised(SourceContent content) => new(
        $"{content.Name}: the format is not recognised; known are Atom, RSS, JSON Feed, WordPress and Blogger exports, sitemaps, HTML, " +
        "JSON Lines, CSV with a header, Markdown with front matter");
}
