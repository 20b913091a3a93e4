namespace Recommender.Service.Delivery.Load;

/// <summary>
/// A token bucket for each client, in a table of fixed size, so that a flood of addresses cannot fill the memory. No address is kept: a
/// hash with a secret of this process selects a bucket. Clients with the same bucket share it.
/// </summary>
/// <param name="perSecond">Requests per second in the long run; 0 for no limit.</param>
/// <param name="burst">Requests that an idle client may make at once.</param>
internal sealed class ClientRates(int perSecond, int burst, TimeProvider clock)
{
    private const int Places = 1 << 16;

    // When the bucket is full again, as a timestamp of the clock.
    private readonly long[] _fullAt = new long[Places];

    /// <summary>Counts a request. False if the client is above its rate.</summary>
    public bool Admits(string client)
    {
        if (perSecond == 0)
        {
            return true;
        }

        var (now, step) = (clock.GetTimestamp(), clock.TimestampFrequency / perSecond);
        // .NET seeds string hashes anew in each process.
        ref var place = ref _fullAt[client.GetHashCode(StringComparison.Ordinal) & (Places - 1)];
        while (true)
        {
            var seen = Volatile.Read(ref place);
            var next = Math.Max(seen, now) + step;
            if (next - now > step * burst)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref place, next, seen) == seen)
            {
                return true;
            }
        }
    }
}
