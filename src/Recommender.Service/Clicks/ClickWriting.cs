namespace Recommender.Service.Clicks;

/// <summary>Brings waiting counts into the store; one at a time.</summary>
public sealed class ClickWriting(ClickCounts counts, ClickStore store) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Returns when what was counted before the call is written. Where it cannot be, it waits for the next time.</summary>
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
