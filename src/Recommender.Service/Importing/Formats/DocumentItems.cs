using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads a document of any format that contains articles (a sitemap contains only addresses).</summary>
internal static class DocumentItems
{
    /// <summary>The items in the source's order. Of two with the same id, only the newest is returned as an article.</summary>
    /// <exception cref="ImportException">
    /// The format is not recognised, or the document is cut off; the items before that have been returned.
    /// </exception>
    public static IEnumerable<RawItem> Read(SourceContent content, DocumentFacts facts, Reading reading)
    {
        // Read twice: which of two items with the same id counts is known only at the end, and storing one after the other would make every
        // further import a change.
        var ids = KnownIds.Of(
            content.Format is SourceFormat.Markdown or SourceFormat.Html ? [] : ReadOnce(content, new DocumentFacts(), reading),
            content.Format is SourceFormat.Feed or SourceFormat.JsonFeed);
        return ReadOnce(content, facts, reading).Select(item => SourceFailure.Item(item.Number, () => ids.Settle(item)));
    }

    private static IEnumerable<RawItem> ReadOnce(SourceContent content, DocumentFacts facts, Reading reading)
    {
        facts.Base ??= content.Url;
        return Items(content, facts, reading).Select(ProtectedPost.LeaveOut);
    }

    private static IEnumerable<RawItem> Items(SourceContent content, DocumentFacts facts, Reading reading) =>
        content.Format switch
        {
            SourceFormat.Empty => [],
            SourceFormat.Feed => FeedItems.Read(content, facts, reading),
            SourceFormat.JsonFeed => JsonDocumentItems.ReadFeed(content, facts),
            SourceFormat.JsonArray => JsonDocumentItems.ReadArray(content, facts),
            SourceFormat.JsonLines => JsonLinesItems.Read(content),
            SourceFormat.Csv => CsvItems.Read(content),
            SourceFormat.Markdown => [SourceFailure.Item(1, () => reading.Markdown(content))],
            SourceFormat.Html => [SourceFailure.Item(1, () => reading.Page(content))],
            _ => throw Unrecognised(content),
        };

    public static ImportException Unrecognised(SourceContent content) => new(
        $"{content.Name}: the format is not recognised; supported formats: Atom, RSS, JSON Feed, WordPress and Blogger exports, "
        + $"sitemaps, HTML, JSON Lines, CSV with a header, Markdown with front matter");
}
