using System.Net;
using Microsoft.Extensions.Options;
using Recommender.Service.Web;

namespace Recommender.Service.Clicks;

/// <summary>
/// How many beacons each client sent in this minute, in a table of one size whoever sends: no address is kept, only numbers in places that a
/// hash with this process's own secret gives. Two clients that share a place share what they may send.
/// </summary>
public sealed class ClientFloods(IOptions<ClickOptions> options, TimeProvider clock)
{
    private const int Places = 1 << 16;

    private readonly Lock _lock = new();
    private readonly int[] _sent = new int[Places];
    private long _minute;

    /// <summary>Counts a beacon, and tells whether the client may send it.</summary>
    public bool Admits(IPAddress? client)
    {
        var minute = clock.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
        // .NET seeds the hashes of strings anew with each process.
        var place = ClientAddress.ClientOf(client).GetHashCode(StringComparison.Ordinal) & (Places - 1);
        lock (_lock)
        {
            if (minute != _minute)
            {
                Array.Clear(_sent);
                _minute = minute;
            }

            return ++_sent[place] <= options.Value.BeaconsPerMinute;
        }
    }
}
