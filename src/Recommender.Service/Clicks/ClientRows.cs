namespace Recommender.Service.Clicks;

/// <summary>
/// How many rows each client opened on a day, in tables of fixed size: 256 KB for each date that it is at some site, at most three. Clients
/// with the same place in a table share their limit.
/// </summary>
/// <param name="most">The limit of one client.</param>
internal sealed class ClientRows(int most)
{
    private const int Places = 1 << 16;

    private readonly DayRows?[] _days = new DayRows?[3];

    /// <param name="day">Today at a site.</param>
    /// <param name="client">A number for the client, which lasts for a day.</param>
    /// <returns>Whether the client may open one more row.</returns>
    public bool MayOpen(DateOnly day, ulong client) =>
        _days[day.DayNumber % _days.Length] is not { } rows || rows.Day != day || rows.Opened[PlaceOf(client)] < most;

    /// <summary>Counts a row that the client opens, if it may.</summary>
    /// <returns>Whether it may.</returns>
    public bool Open(DateOnly day, ulong client)
    {
        ref var rows = ref _days[day.DayNumber % _days.Length];
        if (rows?.Day != day)
        {
            rows = new DayRows(day, new int[Places]);
        }

        ref var own = ref rows.Opened[PlaceOf(client)];
        return own < most && ++own <= most;
    }

    private static int PlaceOf(ulong client) => (int)(client & (Places - 1));

    private sealed record DayRows(DateOnly Day, int[] Opened);
}
