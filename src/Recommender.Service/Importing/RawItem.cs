using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Importing.Text.WrittenDates;
using Recommender.Service.Web;

namespace Recommender.Service.Importing;

/// <summary>An item as its source wrote it, before dates are parsed and markup is converted to text.</summary>
internal sealed record RawItem
{
    /// <summary>Position in the source, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The source's own id; null if it has none.</summary>
    public string? Id { get; init; }

    /// <summary>The WordPress post number, which distinguishes posts with the same guid, such as copies. Null in other formats.</summary>
    public long? PostNumber { get; init; }

    public string? Url { get; init; }

    /// <summary>It is a web page: its title may contain the name of its site.</summary>
    public bool IsPage { get; init; }

    /// <summary>Whether the fragment of the address tells it from other items of the document on the same page.</summary>
    public bool KeepsFragment { get; init; }

    /// <summary>The address as it is stored: absolute and clean; null if there is none.</summary>
    [JsonIgnore]
    public string? Address => WebUrl.Clean(Url, Base) is not { } page ? null
        : KeepsFragment ? page + WebUrl.Parse(Url, Base)!.Fragment : page;

    /// <summary>Addresses that the article had before; absolute, or relative as <see cref="Url"/>.</summary>
    public IReadOnlyList<string> FormerUrls { get; init; } = [];

    /// <summary>Plain text.</summary>
    public string? Title { get; init; }

    /// <summary>The body as HTML; null if <see cref="Text"/> contains it.</summary>
    public string? Html { get; init; }

    /// <summary>The body as plain text, with blocks separated by line breaks.</summary>
    public string? Text { get; init; }

    /// <summary>Plain text or HTML.</summary>
    public string? Summary { get; init; }

    public string? Image { get; init; }

    /// <summary>Of <see cref="Image"/>, in pixels; null if the source does not state it.</summary>
    public int? ImageWidth { get; init; }

    /// <inheritdoc cref="ImageWidth"/>
    public int? ImageHeight { get; init; }

    /// <summary>A preview image, used if the body has none.</summary>
    public string? Thumbnail { get; init; }

    public string? Author { get; init; }

    public string? Section { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Language { get; init; }

    /// <summary>Who may read it; null if the source does not state it.</summary>
    public ArticleAccess? Access { get; init; }

    public string? Published { get; init; }

    /// <summary>Further dates of publication that the source states; the first that can be read counts.</summary>
    public IReadOnlyList<string> MoreDates { get; init; } = [];

    public string? Updated { get; init; }

    /// <summary>In which order the document's other dates of numbers are written.</summary>
    public DayOrders DayOrders { get; init; }

    /// <summary>Base of relative links in the body, if different from the article's own URL.</summary>
    public Uri? Base { get; init; }

    /// <summary>What the markup of a web page says about its kind; null in other formats.</summary>
    public PageTraits? Traits { get; init; }

    /// <summary>The front matter of a Markdown file, whose other properties are still to be filled; null otherwise.</summary>
    public JsonElement? Fields { get; init; }

    /// <summary>Why this is not an article of the site (a draft, a comment ...); null for an article.</summary>
    public string? SkipReason { get; init; }

    /// <summary>Set with <see cref="SkipReason"/> if the item may be an article that could not be read.</summary>
    public bool Unreadable { get; init; }

    /// <summary>Set with <see cref="SkipReason"/> if readers of the site cannot see the article: a draft or a protected post.</summary>
    public bool IsNotPublic { get; init; }

    /// <summary>For an item with <see cref="IsNotPublic"/>: the ids under which it may have been imported while it was public.</summary>
    public IReadOnlyList<string> HiddenIds { get; init; } = [];

    /// <summary>
    /// The identity of the article: the source's own id, otherwise the canonical URL, otherwise a hash of title, date and text.
    /// </summary>
    [JsonIgnore]
    public string SourceId => NullIfBlank(Id) ?? Address ?? HashId();

    /// <summary>An item that is skipped.</summary>
    public static RawItem Skip(int number, string? id, string reason, bool unreadable = false) =>
        new() { Number = number, Id = id, SkipReason = MessageLine.Of(reason), Unreadable = unreadable };

    /// <summary>This item, skipped because readers of the site cannot see it.</summary>
    /// <param name="reason">The reason, following "item 3 ...".</param>
    public RawItem NotPublic(string reason) => this with { SkipReason = MessageLine.Of(reason), IsNotPublic = true };

    private string HashId() => "sha256:" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', Title, Published, Html ?? Text))).AsSpan(0, 16));

    private static string? NullIfBlank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
