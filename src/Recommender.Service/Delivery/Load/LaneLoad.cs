namespace Recommender.Service.Delivery.Load;

/// <summary>The requests in one lane: those that are worked on, and those that send their body, wait or receive the answer.</summary>
/// <param name="limits">The limits of all clients together.</param>
/// <param name="clientShare">The share of the limits that one client gets at most; 1: all of them.</param>
internal sealed class LaneLoad(LaneOptions limits, double clientShare) : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly int _most = limits.Concurrent + limits.Waiting;
    private readonly long _mostBytes = limits.Megabytes * Megabyte;
    private readonly bool _isShared = clientShare < 1;
    private readonly SemaphoreSlim _places = new(limits.Concurrent, limits.Concurrent);
    private readonly Lock _lock = new();

    // Of present clients only, so that a flood of addresses cannot make it grow.
    private readonly Dictionary<string, Share> _clients = new(StringComparer.Ordinal);
    private int _present;
    private long _bytes;

    /// <summary>Number of requests that are worked on.</summary>
    public int Working => limits.Concurrent - _places.CurrentCount;

    /// <summary>Number of the other requests.</summary>
    public int Waiting => Math.Max(0, Volatile.Read(ref _present) - Working);

    /// <summary>Bytes of bodies in memory.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Lets a request into the lane.</summary>
    /// <returns>
    /// The request's visit, or the status of the refusal: 503 if the lane is full, 429 if this client's share of it is.
    /// </returns>
    public (LaneVisit? Visit, int Status) Admit(string client)
    {
        lock (_lock)
        {
            if (_present >= _most)
            {
                return (null, StatusCodes.Status503ServiceUnavailable);
            }

            if (_isShared)
            {
                if (!_clients.TryGetValue(client, out var share))
                {
                    _clients[client] = share = new Share();
                }

                // A lane of one place is not divided.
                if (share.Requests >= Math.Max(1, (int)(_most * clientShare)))
                {
                    return (null, StatusCodes.Status429TooManyRequests);
                }

                share.Requests++;
            }

            _present++;
            return (new LaneVisit(this, client), StatusCodes.Status200OK);
        }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>Takes a place if one is free now.</summary>
    internal bool TryEnter() => _places.Wait(0);

    /// <summary>Waits for a place, in the order of arrival.</summary>
    internal Task EnterAsync(CancellationToken cancel) => _places.WaitAsync(cancel);

    internal void Leave() => _places.Release();

    /// <summary>Counts bytes of a body. Returns false if they would be too many, for all clients or for this one.</summary>
    internal bool TryHold(string client, int bytes)
    {
        lock (_lock)
        {
            var share = _isShared ? _clients[client] : null;
            if (_bytes + bytes > _mostBytes || share?.Bytes + bytes > _mostBytes * clientShare)
            {
                return false;
            }

            _bytes += bytes;
            _ = share?.Bytes += bytes;
            return true;
        }
    }

    internal void Release(string client, long bytes, bool goes)
    {
        lock (_lock)
        {
            _bytes -= bytes;
            _present -= goes ? 1 : 0;
            if (!_isShared)
            {
                return;
            }

            var share = _clients[client];
            share.Bytes -= bytes;
            share.Requests -= goes ? 1 : 0;
            if (share.Requests == 0)
            {
                _clients.Remove(client);
            }
        }
    }

    private sealed class Share
    {
        public int Requests { get; set; }

        public long Bytes { get; set; }
    }
}
