using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads a document of any format that contains articles (a sitemap contains only addresses).</summary>
internal static class DocumentItems
{
    /// <summary>The items in the source's order. Of two with the same id, only the newest is returned as an article.</summary>
    /// <exception cref="ImportException">
    /// The format is not recognised, or the document is cut off; the items before that have been returned.
    /// </exception>
    public static IEnumerable<RawItem> Read(SourceContent content, DocumentFacts facts, KnownSite site, Reading reading)
    {
        facts.Site = site;
        // Read twice: which of two items with the same id counts is known only at the end, and storing one after the other would make every
        // further import a change.
        var first = new DocumentFacts { Site = site };
        var ids = KnownIds.Of(
            content.Format is SourceFormat.Markdown or SourceFormat.Html or SourceFormat.SubstackPost or SourceFormat.Unknown
                ? [] : ReadOnce(content, first, reading),
            content.Format is SourceFormat.Feed or SourceFormat.JsonFeed);
        // Pictures of posts are items of their own, in any order.
        (facts.Attachments, facts.Authors) = (first.Attachments, first.Authors);
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
            SourceFormat.JsonFeed or SourceFormat.JsonArray => JsonDocumentItems.Read(content, facts),
            SourceFormat.JsonLines => JsonLinesItems.Read(content, facts),
            SourceFormat.Csv => CsvItems.Read(content, facts),
            SourceFormat.Markdown => [SourceFailure.Item(1, () => MarkdownItem.Complete(reading.Markdown(content), content, facts))],
            SourceFormat.Html => [SourceFailure.Item(1, () => reading.Page(content))],
            SourceFormat.SubstackPost => [SourceFailure.Item(1, () => SubstackPosts.Map(content, facts))],
            _ when content.Member is not null => [RawItem.Skip(1, null, UnknownKind.ReasonFor(content))],
            _ => throw Unrecognised(content),
        };

    public static ImportException Unrecognised(SourceContent content) => new($"{content.Name}: {UnknownKind.ReasonFor(content)}");
}
