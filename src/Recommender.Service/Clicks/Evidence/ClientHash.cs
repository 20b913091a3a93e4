using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Recommender.Service.Clicks.Evidence;

/// <summary>Numbers for clients. They mean something only together with the salt, which is never written.</summary>
internal static class ClientHash
{
    public const int SaltBytes = 16;

    private const int Ipv6Bytes = 6;

    /// <param name="salt">Chance, <see cref="SaltBytes"/> long.</param>
    /// <param name="address">
    /// The client's. Of an IPv6 address the /48 network counts: the smallest that only one customer can be given. Null is one client.
    /// </param>
    public static ulong Of(ReadOnlySpan<byte> salt, IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[SaltBytes + 16];
        salt.CopyTo(bytes);
        var written = 0;
        if (address is { IsIPv4MappedToIPv6: true })
        {
            address = address.MapToIPv4();
        }

        address?.TryWriteBytes(bytes[SaltBytes..], out written);
        var used = address?.AddressFamily == AddressFamily.InterNetworkV6 ? Ipv6Bytes : written;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..(SaltBytes + used)], hash);
        return BitConverter.ToUInt64(hash);
    }

    /// <summary>Spreads a number over all bits (Steele, Lea and Flood 2014, the mixing step of SplitMix64).</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
