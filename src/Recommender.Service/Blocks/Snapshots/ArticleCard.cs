using System.Text;
using Recommender.Service.Articles;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>
/// The data of an article that serving keeps in memory. Texts are packed in one UTF-8 array and become strings on demand, which halves the
/// memory for a hundred thousand articles. Immutable.
/// </summary>
public sealed class ArticleCard
{
    /// <summary>Separates the packed texts; this byte never occurs in UTF-8.</summary>
    public const byte Separator = 0xff;

    private readonly byte[] _texts;

    /// <param name="texts">
    /// The source id, URL, canonical URL, title, summary and image in UTF-8, separated by <see cref="Separator"/>; a missing one is empty.
    /// </param>
    public ArticleCard(byte[] texts) => _texts = texts;

    public ArticleCard(string sourceId, string? url, string? urlKey, string title, string? summary, string? image) =>
        _texts = Pack([sourceId, url, urlKey, title, summary, image]);

    public required string Key { get; init; }

    public string SourceId => Unpack(0) ?? "";

    public string? Url => Unpack(1);

    /// <summary>The canonical URL used by look-ups.</summary>
    public string? UrlKey => Unpack(2);

    /// <summary>The canonical URL in UTF-8; empty if there is none.</summary>
    internal ReadOnlySpan<byte> UrlKeyBytes => Bytes(2);

    public string Title => Unpack(3) ?? "";

    public string? Summary => Unpack(4);

    public string? Image => Unpack(5);

    public string? Section { get; init; }

    public string? Author { get; init; }

    public string? Language { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>UTC; <see cref="DateTime.MinValue"/> if unknown, which sorts such articles last.</summary>
    public DateTime Published { get; init; }

    public bool Withdrawn { get; init; }

    /// <summary>Who may read it, by its source or by the site's settings.</summary>
    public ArticleAccess Access { get; init; }

    /// <summary>True if no reader will see it, whatever the date.</summary>
    public bool IsHidden => Withdrawn || Access == ArticleAccess.Hidden;

    /// <summary>The site's revision at the last change of the article.</summary>
    public required long Revision { get; init; }

    public DateTimeOffset? PublishedOrNull => Published == default ? null : new DateTimeOffset(Published, TimeSpan.Zero);

    public static ArticleCard Of(Article article, long revision) =>
        new(article.SourceId, article.Url, Articles.UrlKey.Of(article.Url), article.Title, article.Summary, article.Image)
        {
            Key = article.Key, Section = article.Section, Author = article.Author, Language = article.Language, Tags = article.Tags,
            Published = article.Published?.UtcDateTime ?? default, Withdrawn = article.Withdrawn is not null,
            Access = article.Access ?? default, Revision = revision,
        };

    /// <summary>As <see cref="Article.IsVisibleAt"/>.</summary>
    public bool IsVisibleAt(DateTime moment) =>
        !Withdrawn && Published <= moment && (Access != ArticleAccess.Hidden || moment == DateTime.MaxValue);

    /// <summary>Newest first, then by key: a total order, identical on every machine.</summary>
    public static int CompareNewest(ArticleCard a, ArticleCard b)
    {
        var byDate = b.Published.CompareTo(a.Published);
        return byDate != 0 ? byDate : string.CompareOrdinal(a.Key, b.Key);
    }

    private static byte[] Pack(ReadOnlySpan<string?> fields)
    {
        var size = fields.Length - 1;
        foreach (var field in fields)
        {
            size += Encoding.UTF8.GetByteCount(field ?? "");
        }

        var packed = new byte[size];
        var at = 0;
        foreach (var field in fields)
        {
            at += Encoding.UTF8.GetBytes(field ?? "", packed.AsSpan(at));
            if (at < size)
            {
                packed[at++] = Separator;
            }
        }

        return packed;
    }

    private string? Unpack(int field) => Bytes(field) is { IsEmpty: false } text ? Encoding.UTF8.GetString(text) : null;

    private ReadOnlySpan<byte> Bytes(int field)
    {
        ReadOnlySpan<byte> rest = _texts;
        for (var i = 0; i < field; i++)
        {
            rest = rest[(rest.IndexOf(Separator) + 1)..];
        }

        var end = rest.IndexOf(Separator);
        return end < 0 ? rest : rest[..end];
    }
}
