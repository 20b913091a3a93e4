namespace Recommender.Service.Importing.Formats;

/// <summary>The formats in which sites publish their articles.</summary>
public enum SourceFormat
{
    Unknown,
    Empty,

    /// <summary>Atom, RSS, Blogger's feeds and exports, WordPress's export: distinguished by the elements of their items.</summary>
    Feed,
    Sitemap,

    /// <summary>A sitemap as plain text: the address of a page in each line.</summary>
    AddressList,

    /// <summary>A JSON object that is one document: JSON Feed, exports and interfaces of Ghost, Drupal and others.</summary>
    JsonFeed,

    /// <summary>A JSON array of posts of WordPress's REST API, or of objects with the fields of JSON Lines.</summary>
    JsonArray,
    JsonLines,
    Csv,
    Markdown,
    Html,

    /// <summary>A post of Substack's export: its text, of which posts.csv holds the rest.</summary>
    SubstackPost,

    /// <summary>A folder in one file.</summary>
    Zip,
}
