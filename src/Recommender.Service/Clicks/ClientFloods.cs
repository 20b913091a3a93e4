using System.Net;
using Microsoft.Extensions.Options;
using Recommender.Service.Web;

namespace Recommender.Service.Clicks;

/// <summary>
/// Counts each client's beacons of the current minute in a table of fixed size. No address is kept: a hash with a secret of this process
/// selects a counter. Clients with the same counter share its limit.
/// </summary>
public sealed class ClientFloods(IOptions<ClickOptions> options, TimeProvider clock)
{
    private const int Places = 1 << 16;

    private readonly Lock _lock = new();
    private readonly int[] _sent = new int[Places];
    private long _minute;

    /// <summary>Counts a beacon. False if the client has exceeded its limit.</summary>
    public bool Admits(IPAddress? client)
    {
        var minute = clock.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
        // .NET seeds string hashes anew in each process.
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
