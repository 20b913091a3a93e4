using System.Net;
using System.Net.Sockets;

namespace Recommender.Service.Web;

/// <summary>Which addresses are on the public internet.</summary>
internal static class PublicAddresses
{
    // Loopback, private, link-local (cloud metadata lives there), carrier-grade NAT, multicast, documentation, reserved;
    // and the IPv6 ranges that carry an IPv4 address inside: those are unwrapped or refused.
    private static readonly IPNetwork[] Refused =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("::/127"), IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("64:ff9b:1::/48"), IPNetwork.Parse("100::/64"),
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fec0::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Refused.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>
    /// Connects to a host on one of its public addresses. The address that is checked is the one that is connected to, so a name that
    /// resolves differently the second time gains nothing.
    /// </summary>
    /// <exception cref="HttpRequestException">The host has no public address, or cannot be reached.</exception>
    public static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, bool allowPrivate, CancellationToken cancel, string setting = "Fetching:AllowPrivateAddresses")
    {
        // The resolver throws at 0.0.0.0 and ::, which would be taken for a failure that may pass.
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, cancel);
        var allowed = allowPrivate ? addresses : [.. addresses.Where(Contains)];
        if (allowed.Length == 0)
        {
            throw new RefusedAddressException(addresses.Length == 0
                ? $"{target.Host} has no address"
                : $"{target.Host} is the private address {addresses[0]}; set {setting} to connect to it");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
