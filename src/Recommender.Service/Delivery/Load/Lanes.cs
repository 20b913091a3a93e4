using Microsoft.Extensions.Options;
using Recommender.Service.Web;

namespace Recommender.Service.Delivery.Load;

/// <summary>The lanes of the program and what is in them.</summary>
internal sealed class Lanes(IOptions<ServingOptions> serving, IOptions<LanesOptions> lanes) : IDisposable
{
    // A content delivery network looks like one client until it is configured, so page views are not divided; ClientRates limits them.
    private readonly LaneLoad[] _loads =
    [
        .. Enum.GetValues<Lane>().Select(lane => lane == Lane.PageViews
            ? new LaneLoad(OfPageViews(serving.Value), 1) : new LaneLoad(lanes.Value.Of(lane), lanes.Value.ClientShare)),
    ];

    public LaneLoad this[Lane lane] => _loads[(int)lane];

    public void Dispose()
    {
        foreach (var load in _loads)
        {
            load.Dispose();
        }
    }

    private static LaneOptions OfPageViews(ServingOptions options) =>
        new() { Concurrent = options.MaxConcurrent, Waiting = options.MaxWaiting };
}
