using System.Buffers.Binary;
using System.Text;
using Recommender.Service.Articles;

namespace Recommender.Service.Related;

/// <summary>
/// What serving keeps of an article in memory. Texts lie packed in one UTF-8 array and become strings when asked for,
/// which halves what a hundred thousand articles weigh. Immutable.
/// </summary>
public sealed class ArticleCard
{
    private const int Fields = 6;
    private const int Header = Fields * sizeof(int);
    private readonly byte[] _packed;

    public ArticleCard(string sourceId, string? url, string? urlKey, string title, string? summary, string? image) =>
        _packed = Pack([sourceId, url, urlKey, title, summary, image]);

    public required string Key { get; init; }

    public string SourceId => Unpack(0)!;

    public string? Url => Unpack(1);

    /// <summary>The URL in the one spelling that look-ups use.</summary>
    public string? UrlKey => Unpack(2);

    public string Title => Unpack(3)!;

    public string? Summary => Unpack(4);

    public string? Image => Unpack(5);

    public string? Section { get; init; }

    public string? Author { get; init; }

    public string? Language { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>UTC; <see cref="DateTime.MinValue"/> where unknown, which sorts such articles last.</summary>
    public DateTime Published { get; init; }

    public bool Withdrawn { get; init; }

    /// <summary>The site's revision of the write that changed the article last.</summary>
    public required long Revision { get; init; }

    public DateTimeOffset? PublishedOrNull => Published == default ? null : new DateTimeOffset(Published, TimeSpan.Zero);

    public static ArticleCard Of(Article article, long revision) =>
        new(article.SourceId, article.Url, Articles.UrlKey.Of(article.Url), article.Title, article.Summary, article.Image)
        {
            Key = article.Key, Section = article.Section, Author = article.Author, Language = article.Language, Tags = article.Tags,
            Published = article.Published?.UtcDateTime ?? default, Withdrawn = article.Withdrawn is not null, Revision = revision,
        };

    /// <summary>True where readers may see it: not withdrawn, and not dated in the future.</summary>
    public bool StandsAt(DateTime now) => !Withdrawn && Published <= now;

    /// <summary>Newest first, then by key: a total order, the same on every machine.</summary>
    public static int CompareNewest(ArticleCard a, ArticleCard b)
    {
        var byDate = b.Published.CompareTo(a.Published);
        return byDate != 0 ? byDate : string.CompareOrdinal(a.Key, b.Key);
    }

    private static byte[] Pack(ReadOnlySpan<string?> fields)
    {
        var size = Header;
        foreach (var field in fields)
        {
            size += field is null ? 0 : Encoding.UTF8.GetByteCount(field);
        }

        var packed = new byte[size];
        var at = Header;
        for (var i = 0; i < Fields; i++)
        {
            var length = fields[i] is { } field ? Encoding.UTF8.GetBytes(field, packed.AsSpan(at)) : -1;
            BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(i * sizeof(int)), length);
            at += Math.Max(0, length);
        }

        return packed;
    }

    private string? Unpack(int field)
    {
        var at = Header;
        for (var i = 0; i < field; i++)
        {
            at += Math.Max(0, LengthOf(i));
        }

        var length = LengthOf(field);
        return length < 0 ? null : Encoding.UTF8.GetString(_packed, at, length);
    }

    private int LengthOf(int field) => BinaryPrimitives.ReadInt32LittleEndian(_packed.AsSpan(field * sizeof(int)));
}
