using System.Net;
using System.Net.Sockets;

namespace Recommender.Service.Web;

/// <summary>Identifies a client for rate limits.</summary>
internal static class ClientAddress
{
    /// <returns>
    /// The IPv4 address; the /64 network of an IPv6 address, which one customer owns as a whole; "local" without an address.
    /// </returns>
    public static string ClientOf(IPAddress? address) => address switch
    {
        null => "local",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
