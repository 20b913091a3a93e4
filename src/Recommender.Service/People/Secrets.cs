using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Recommender.Service.People;

/// <summary>What only its bearer knows: 256 random bits. They need no slow hash, since nobody guesses them.</summary>
internal static class Secrets
{
    /// <summary>43 characters that are safe in any address and header.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in hexadecimal: what the store keeps.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
