using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Delivery.Served;

namespace Recommender.Service.Clicks;

/// <summary>Writes what waits to the store, one write at a time: the blocks that went out, the counts, and the evidence.</summary>
internal sealed class ClickWriting(
    ServedPages served, ClickCounts counts, ClickStore store, ClientEvidence evidence, EvidenceStore evidenceStore) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Returns when everything counted before the call is written. What cannot be written waits for the next call.</summary>
    public async Task WriteAsync(CancellationToken cancel = default)
    {
        await _one.WaitAsync(cancel);
        try
        {
            // Together: one after the other, each would wait for all other writers of a busy store.
            await Task.WhenAll(served.SaveAsync(cancel), WriteCountsAsync(cancel), WriteEvidenceAsync(cancel));
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task WriteCountsAsync(CancellationToken cancel)
    {
        var taken = counts.Take();
        try
        {
            await store.AddAsync(taken, cancel);
        }
        catch
        {
            counts.PutBack(taken);
            throw;
        }
    }

    private async Task WriteEvidenceAsync(CancellationToken cancel)
    {
        var taken = evidence.TakeChanged();
        try
        {
            await evidenceStore.WriteAsync(taken, cancel);
        }
        catch
        {
            evidence.PutBack(taken);
            throw;
        }
    }
}
