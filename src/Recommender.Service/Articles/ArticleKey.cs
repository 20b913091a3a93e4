using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Recommender.Service.Articles;

/// <summary>The short key that identifies an article in routes, records and block lists.</summary>
public static class ArticleKey
{
    public const int Length = 12;

    // Crockford's alphabet, without the letters that resemble digits; lower case, safe in any URL and file name.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    /// <summary>Whether the text has the form of a key, in lower case.</summary>
    public static bool IsKey(string text) => text.Length == Length && !text.AsSpan().ContainsAnyExcept(Letters);

    /// <summary>The key of a source id: the first 60 bits of its SHA-256 in base 32. Deterministic.</summary>
    public static string Of(string sourceId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(sourceId), hash);
        return string.Create(Length, System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash), static (chars, bits) =>
        {
            for (var i = 0; i < chars.Length; i++)
            {
                chars[i] = Alphabet[(int)(bits >> 59)];
                bits <<= 5;
            }
        });
    }
}
