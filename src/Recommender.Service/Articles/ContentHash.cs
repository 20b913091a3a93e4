using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Recommender.Service.Storage;

namespace Recommender.Service.Articles;

/// <summary>Detects changes of an article: equal hashes mean that every field is equal except <see cref="Article.Withdrawn"/>,
/// <see cref="Article.OtherIds"/> and <see cref="Article.OtherUrls"/>.</summary>
internal static class ContentHash
{
    public static string Of(Article article)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, article.SourceId);
        Add(hash, article.Url);
        Add(hash, article.Title);
        Add(hash, article.Text);
        Add(hash, article.Summary);
        Add(hash, article.Image);
        Add(hash, article.Author);
        Add(hash, article.Section);
        Add(hash, article.Language);
        // As stored: a difference below the stored precision would count as a change at every import.
        Add(hash, article.Published is { } published ? StoredTypes.ToText(published) : null);
        Add(hash, article.Updated is { } updated ? StoredTypes.ToText(updated) : null);
        Add(hash, StoredTypes.ToJson(article.Tags));
        Add(hash, SpanJson.Of(article.Spans));
        // Only if stated: the hashes of all other articles stay those of earlier versions.
        if (article.Access is { } access)
        {
            Add(hash, EnumWords.Of(access));
        }

        if (article.ImageWidth is not null || article.ImageHeight is not null)
        {
            Add(hash, string.Create(CultureInfo.InvariantCulture, $"{article.ImageWidth}x{article.ImageHeight}"));
        }

        if (article.FormerUrls.Count > 0)
        {
            Add(hash, StoredTypes.ToJson(article.FormerUrls));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    // The length before each field keeps ("ab", "c") apart from ("a", "bc"), and null apart from "".
    private static void Add(IncrementalHash hash, string? value)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, value?.Length ?? -1);
        hash.AppendData(length);
        if (value is not null)
        {
            Add(hash, value.AsSpan());
        }
    }

    // In pieces: a text may have megabytes.
    private static void Add(IncrementalHash hash, ReadOnlySpan<char> value)
    {
        var encoder = Encoding.UTF8.GetEncoder();
        Span<byte> piece = stackalloc byte[4096];
        for (var isDone = false; !isDone;)
        {
            encoder.Convert(value, piece, flush: true, out var read, out var written, out isDone);
            hash.AppendData(piece[..written]);
            value = value[read..];
        }
    }
}
