using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using Recommender.Service.Delivery.Edge;

namespace Recommender.Service.Delivery;

/// <summary>
/// The bytes of a block, created once and sent many times. Immutable, except that compressed forms are created on first use.
/// </summary>
/// <param name="body">The uncompressed content.</param>
/// <param name="contentType">Its media type with the character set.</param>
internal sealed class CachedResponse(byte[] body, string contentType)
{
    // Below this size the headers of a compressed form cost more than compression saves.
    private const int WorthCompressing = 256;

    // Compressed once and cached, so a better level is affordable than for each answer, but not one that takes milliseconds.
    private const int BrotliQuality = 6;
    private const int BrotliWindow = 18;

    private readonly string _tag = TagOf(body);
    private EncodedBody? _plain;
    private EncodedBody? _gzip;
    private EncodedBody? _brotli;

    public string ContentType => contentType;

    /// <summary>True if the block is outdated and a current one cannot be built.</summary>
    public bool IsStale { get; private init; }

    /// <summary>True if it contains only the newest articles (fallback).</summary>
    public bool IsFallback { get; private init; }

    /// <summary>Headers for the cache in front of the site; null if the site has no cache with purging.</summary>
    public EdgeHeaders? Edge { get; private init; }

    public CachedResponse With(EdgeHeaders edge) => new(body, contentType) { IsFallback = IsFallback, Edge = edge };

    public CachedResponse AsFallback() => new(body, contentType) { IsFallback = true, Edge = Edge };

    public CachedResponse AsStale() => new(body, contentType) { IsStale = true, IsFallback = IsFallback };

    /// <summary>Upper bound of its memory in bytes, including the compressed forms.</summary>
    public int Cost => 400 + (body.Length * 3 / 2) + (2 * (Edge?.Keys.Length ?? 0));

    /// <summary>The uncompressed form.</summary>
    public EncodedBody Plain => _plain ??= new EncodedBody(body, null, $"\"{_tag}\"");

    /// <summary>The smallest form that the client accepts.</summary>
    public EncodedBody For(ContentEncodings accepted)
    {
        if (body.Length < WorthCompressing || accepted == ContentEncodings.None)
        {
            return Plain;
        }

        // Two requests may both compress; either result is valid.
        return accepted.HasFlag(ContentEncodings.Brotli)
            ? _brotli ??= new EncodedBody(Brotli(), "br", $"\"{_tag}-br\"")
            : _gzip ??= new EncodedBody(Gzip(), "gzip", $"\"{_tag}-gzip\"");
    }

    /// <summary>True if an entity tag, including its quotes, identifies this response in any of its forms.</summary>
    public bool Has(ReadOnlySpan<char> tag) =>
        tag.Length > _tag.Length + 1 && tag[0] == '"' && tag[^1] == '"' && tag[1..].StartsWith(_tag)
        && tag[(_tag.Length + 1)..^1] is "" or "-br" or "-gzip";

    private byte[] Brotli()
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, compressed, out var written, BrotliQuality, BrotliWindow)
            ? compressed[..written]
            : throw new InvalidOperationException("Brotli needs more space than its stated maximum");
    }

    private byte[] Gzip()
    {
        using var compressed = new MemoryStream(body.Length / 2);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return compressed.ToArray();
    }

    private static string TagOf(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return Base64Url.EncodeToString(hash[..12]);
    }
}
