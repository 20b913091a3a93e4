using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Recommender.Service.People;

/// <summary>Secrets of 256 random bits. They need no slow hash because they cannot be guessed.</summary>
internal static class Secrets
{
    /// <summary>A new secret: 43 characters, safe in any address and header.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in hexadecimal, which is what the store keeps.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
