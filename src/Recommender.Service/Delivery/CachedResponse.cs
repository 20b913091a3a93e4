using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using Recommender.Service.Delivery.Edge;

namespace Recommender.Service.Delivery;

/// <summary>The bytes of a block, made once and sent many times. Immutable, but that each compressed form is made when it is first asked for.</summary>
/// <param name="body">What is sent.</param>
/// <param name="contentType">Its media type with the character set.</param>
internal sealed class CachedResponse(byte[] body, string contentType)
{
    // Below this the header of a compressed form eats what it saves.
    private const int WorthCompressing = 256;

    // Compressed once and kept: better than what one would take the time for at each answer, far from what takes milliseconds.
    private const int BrotliQuality = 6;
    private const int BrotliWindow = 18;

    private readonly string _tag = TagOf(body);
    private EncodedBody? _plain;
    private EncodedBody? _gzip;
    private EncodedBody? _brotli;

    public string ContentType => contentType;

    /// <summary>It was right once, and a better one cannot be had now.</summary>
    public bool IsStale { get; private init; }

    /// <summary>It holds the newest articles only.</summary>
    public bool IsFallback { get; private init; }

    /// <summary>What it tells the cache in front of the site; null where there is none that is told of changes.</summary>
    public EdgeHeaders? Edge { get; private init; }

    public CachedResponse With(EdgeHeaders edge) => new(body, contentType) { IsFallback = IsFallback, Edge = edge };

    public CachedResponse AsFallback() => new(body, contentType) { IsFallback = true, Edge = Edge };

    public CachedResponse AsStale() => new(body, contentType) { IsStale = true, IsFallback = IsFallback };

    /// <summary>What it takes of memory at most, in bytes, with its compressed forms.</summary>
    public int Cost => 400 + (body.Length * 3 / 2) + (2 * (Edge?.Keys.Length ?? 0));

    /// <summary>The answer as it is.</summary>
    public EncodedBody Plain => _plain ??= new EncodedBody(body, null, $"\"{_tag}\"");

    /// <summary>The smallest form that the client takes.</summary>
    public EncodedBody For(ContentEncodings accepted)
    {
        if (body.Length < WorthCompressing || accepted == ContentEncodings.None)
        {
            return Plain;
        }

        // Two requests may both compress; either's bytes are good.
        return accepted.HasFlag(ContentEncodings.Brotli)
            ? _brotli ??= new EncodedBody(Brotli(), "br", $"\"{_tag}-br\"")
            : _gzip ??= new EncodedBody(Gzip(), "gzip", $"\"{_tag}-gzip\"");
    }

    /// <summary>Whether an entity tag, with its quotes, names this answer in any of its forms.</summary>
    public bool Has(ReadOnlySpan<char> tag) =>
        tag.Length > _tag.Length + 1 && tag[0] == '"' && tag[^1] == '"' && tag[1..].StartsWith(_tag)
        && tag[(_tag.Length + 1)..^1] is "" or "-br" or "-gzip";

    private byte[] Brotli()
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, compressed, out var written, BrotliQuality, BrotliWindow)
            ? compressed[..written]
            : throw new InvalidOperationException("Brotli needs more room than it says");
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
