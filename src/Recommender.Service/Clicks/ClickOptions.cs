using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Clicks;

/// <summary>How readers' clicks are counted. Section <c>Recommender:Clicks</c>.</summary>
public sealed class ClickOptions
{
    public const string Section = "Recommender:Clicks";

    /// <summary>
    /// Interval between writes of click counts. A crash loses at most this much counting, and what a busy store has not written yet. 0.1 s
    /// to 5 s, default 3 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:05", ErrorMessage = "Recommender:Clicks:WriteEvery must be from 00:00:00.1 to 00:00:05")]
    public TimeSpan WriteEvery { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Days for which counts are kept, including today. 1 to 3650, default 400 (a year and its comparison period).</summary>
    [Range(1, 3650, ErrorMessage = "Recommender:Clicks:KeepDays must be from 1 to 3650")]
    public int KeepDays { get; set; } = 400;

    /// <summary>
    /// Beacons counted per client (an IPv4 address or an IPv6 /64) and minute; a page view sends two or three, and many readers may share
    /// an address. 1 to 1,000,000, default 300. Behind a proxy set <c>Recommender:SignIn:TrustedProxies</c>, or all readers count as one
    /// client.
    /// </summary>
    [Range(1, 1_000_000, ErrorMessage = "Recommender:Clicks:BeaconsPerMinute must be from 1 to 1000000")]
    public int BeaconsPerMinute { get; set; } = 300;

    /// <summary>
    /// Distinct counts (pair, slot, model, source) that may wait in memory, over all sites. 100 to 1,000,000, default 50,000.
    /// </summary>
    [Range(100, 1_000_000, ErrorMessage = "Recommender:Clicks:MaxWaiting must be from 100 to 1000000")]
    public int MaxWaiting { get; set; } = 50_000;

    /// <summary>
    /// Distinct counts (article, slot, model, source) that one page may have per day. Beyond that its known counts go on; other pages are
    /// not affected. 50 to 1,000,000, default 500.
    /// </summary>
    [Range(50, 1_000_000, ErrorMessage = "Recommender:Clicks:MaxPerPage must be from 50 to 1000000")]
    public int MaxPerPage { get; set; } = 500;

    /// <summary>
    /// Distinct counts that one client (an IPv4 address or an IPv6 /48) may open per day, over all sites. It goes on adding to those that
    /// exist. 50 to 1,000,000, default 5,000.
    /// </summary>
    [Range(50, 1_000_000, ErrorMessage = "Recommender:Clicks:MaxPerClient must be from 50 to 1000000")]
    public int MaxPerClient { get; set; } = 5_000;

    /// <summary>
    /// Different clients (IPv4 addresses or IPv6 /48) of one day that are many: what fewer do makes no page one of the most read and
    /// retires no pin. A person with more addresses can decide. 1 to 1,000,000, default 100; a site with few readers may set less.
    /// </summary>
    [Range(1, 1_000_000, ErrorMessage = "Recommender:Clicks:ManyClients must be from 1 to 1000000")]
    public int ManyClients { get; set; } = 100;
}
