namespace Recommender.Service.Clicks.Evidence;

/// <summary>
/// Remembers what each client of one day did, in 8 MB whatever happens: a Bloom filter (Bloom 1970). It cannot be read back, and what it
/// takes wrongly for known is not counted. A client that does very much is not remembered any further, so it cannot fill the filter.
/// </summary>
internal sealed class ClientMarks
{
    /// <summary>What one client can contribute to the evidence of a day.</summary>
    public const int MostPerClient = 2000;

    private const int Bits = 1 << 26;
    private const int Probes = 4;
    private const int Places = 1 << 16;

    private readonly ulong[] _bits = new ulong[Bits / 64];
    private readonly ushort[] _done = new ushort[Places];

    /// <summary>Marks an action of a client.</summary>
    /// <param name="client">From <see cref="ClientHash"/>.</param>
    /// <param name="action">A hash of the action.</param>
    /// <returns>True the first time, unless the client did too much.</returns>
    public bool Mark(ulong client, ulong action)
    {
        ref var done = ref _done[client & (Places - 1)];
        if (done >= MostPerClient)
        {
            return false;
        }

        var hash = ClientHash.Mix(client ^ ClientHash.Mix(action));
        var (at, step) = ((uint)hash, (uint)(hash >> 32) | 1);
        var isNew = false;
        for (var i = 0; i < Probes; i++, at += step)
        {
            var bit = at & (Bits - 1);
            ref var word = ref _bits[bit >> 6];
            isNew |= (word & (1UL << (int)(bit & 63))) == 0;
            word |= 1UL << (int)(bit & 63);
        }

        done += (ushort)(isNew ? 1 : 0);
        return isNew;
    }
}
