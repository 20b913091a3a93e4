using System.Security.Cryptography;
using System.Text;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing;

/// <summary>An item as its source wrote it, before dates are read and markup is turned into text.</summary>
internal sealed record RawItem
{
    /// <summary>Position in the source, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The source's own id, null where it has none.</summary>
    public string? Id { get; init; }

    /// <summary>WordPress's number of the post: it tells apart posts that share one guid, as copied ones do. Null elsewhere.</summary>
    public long? PostNumber { get; init; }

    public string? Url { get; init; }

    /// <summary>Plain text.</summary>
    public string? Title { get; init; }

    /// <summary>The body as HTML; null where <see cref="Text"/> holds it.</summary>
    public string? Html { get; init; }

    /// <summary>The body as plain text, its blocks parted by line breaks.</summary>
    public string? Text { get; init; }

    /// <summary>Plain text or HTML.</summary>
    public string? Summary { get; init; }

    public string? Image { get; init; }

    /// <summary>A preview picture, worse than one from the body.</summary>
    public string? Thumbnail { get; init; }

    public string? Author { get; init; }

    public string? Section { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Language { get; init; }

    public string? Published { get; init; }

    public string? Updated { get; init; }

    /// <summary>What relative links of the body are relative to, where it is not the article's own URL.</summary>
    public Uri? Base { get; init; }

    /// <summary>Why this is no article of the site (a draft, a comment ...); null for an article.</summary>
    public string? SkipReason { get; init; }

    /// <summary>Set with <see cref="SkipReason"/> where the item may well be an article that could not be read.</summary>
    public bool Unreadable { get; init; }

    /// <summary>Set with <see cref="SkipReason"/> where readers of the site do not see the article: a draft, a protected post.</summary>
    public bool IsNotPublic { get; init; }

    /// <summary>Of an item that <see cref="IsNotPublic"/>: the ids under which it may have been imported while it was public.</summary>
    public IReadOnlyList<string> HiddenIds { get; init; } = [];

    /// <summary>The identity of the article: the source's own id, else the canonical URL, else a hash of title, date and text.</summary>
    public string SourceId => NullIfBlank(Id) ?? WebUrl.Clean(Url, Base) ?? HashId();

    /// <summary>An item that is left out.</summary>
    public static RawItem Skip(int number, string? id, string reason, bool unreadable = false) =>
        new() { Number = number, Id = id, SkipReason = reason, Unreadable = unreadable };

    /// <summary>This item, left out because readers of the site do not see it.</summary>
    /// <param name="reason">Why, to be read after "item 3 ...".</param>
    public RawItem NotPublic(string reason) => this with { SkipReason = reason, IsNotPublic = true };

    private string HashId() => "sha256:" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', Title, Published, Html ?? Text))).AsSpan(0, 16));

    private static string? NullIfBlank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
