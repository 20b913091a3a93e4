namespace Recommender.Service.Clicks;

/// <summary>Writes waiting counts to the store, one write at a time.</summary>
public sealed class ClickWriting(ClickCounts counts, ClickStore store) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Returns when everything counted before the call is written. Counts that cannot be written wait for the next call.</summary>
    public async Task WriteAsync(CancellationToken cancel = default)
    {
        await _one.WaitAsync(cancel);
        try
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
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
