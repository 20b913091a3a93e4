namespace Recommender.Service.Importing.Budgets;

/// <summary>What a reading process reads.</summary>
internal enum ReadKind
{
    /// <summary>The body of an article as plain text.</summary>
    Text,

    /// <summary>A web page as an article.</summary>
    Page,

    /// <summary>A Markdown file as an article.</summary>
    Markdown,

    /// <summary>All items of a feed that is not well-formed.</summary>
    Feed,

    /// <summary>A web page as the entrance to a site.</summary>
    HomePage,
}
