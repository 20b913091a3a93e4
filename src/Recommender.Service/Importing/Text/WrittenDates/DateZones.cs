namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>The abbreviations of time zones that feeds use. Of one with several meanings, the most common in feeds counts.</summary>
internal static class DateZones
{
    // Minutes east of Greenwich.
    private const string Table =
        """
        0 ut utc gmt z wet
        60 bst west cet mez met wat
        120 cest mesz mest eet oez cat sast
        180 eest oesz msk eat trt
        240 gst msd azt
        300 pkt uzt
        330 ist
        345 npt
        360 bdt
        420 ict wib
        480 hkt sgt pht awst wita myt
        540 jst kst wit
        570 acst
        600 aest chst
        630 acdt
        660 aedt
        720 nzst
        780 nzdt
        -150 ndt
        -180 brt art uyt adt clst
        -120 brst
        -210 nst
        -240 edt ast at clt
        -270 vet
        -300 est et cdt pet
        -360 cst ct mdt
        -420 mst mt pdt
        -480 pst pt akdt
        -540 akst hdt
        -600 hst
        """;

    private static readonly Dictionary<string, int> Minutes = Table.Split('\n').Select(line => line.Trim().Split(' '))
        .SelectMany(row => row.Skip(1).Select(name => KeyValuePair.Create(name, int.Parse(row[0], null)))).ToDictionary();

    /// <summary>The offset of an abbreviation in lower case; null if it is unknown.</summary>
    public static TimeSpan? Find(string name) => Minutes.TryGetValue(name, out var minutes) ? TimeSpan.FromMinutes(minutes) : null;

    /// <summary>A zone of the IANA database ("Europe/Berlin"); null if it is unknown, or this machine has no such database.</summary>
    public static TimeZoneInfo? Named(string name) =>
        name.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
