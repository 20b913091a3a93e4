using Microsoft.AspNetCore.Http.Features;

namespace Recommender.Service.Delivery.Load;

/// <summary>One request in a lane, until its answer is sent. Not for concurrent use.</summary>
internal sealed class LaneVisit(LaneLoad lane, string client) : IDisposable
{
    private int _placed;
    private long _bytes;

    /// <summary>The visit of a request whose endpoint streams its body.</summary>
    public static LaneVisit Of(HttpContext context) => context.Features.GetRequiredFeature<LaneVisit>();

    /// <summary>Bytes of the body that are held.</summary>
    public long Bytes => _bytes;

    public bool TryEnter() => lane.TryEnter() && Placed();

    /// <summary>Waits for a place, in the order of arrival.</summary>
    public async Task EnterAsync(CancellationToken cancel)
    {
        await lane.EnterAsync(cancel);
        Placed();
    }

    /// <summary>Gives the place back, if the visit has one.</summary>
    public void Leave()
    {
        if (Interlocked.Exchange(ref _placed, 0) == 1)
        {
            lane.Leave();
        }
    }

    /// <summary>Counts bytes of a body that is kept in memory. False: the lane's or the client's memory is full.</summary>
    public bool TryHold(int bytes)
    {
        if (!lane.TryHold(client, bytes))
        {
            return false;
        }

        _bytes += bytes;
        return true;
    }

    /// <summary>The bytes are no longer in memory.</summary>
    public void ReleaseBytes()
    {
        lane.Release(client, _bytes, goes: false);
        _bytes = 0;
    }

    public void Dispose()
    {
        Leave();
        lane.Release(client, _bytes, goes: true);
    }

    private bool Placed()
    {
        Volatile.Write(ref _placed, 1);
        return true;
    }
}
