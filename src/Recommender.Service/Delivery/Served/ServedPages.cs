namespace Recommender.Service.Delivery.Served;

/// <summary>
/// What blocks showed, from memory and store: also what went out before a restart, through a cache, from another server or by export.
/// </summary>
internal sealed class ServedPages(ServedBlocks blocks, ServedStore store, TimeProvider clock) : IDisposable
{
    // What other processes serve is read again this often at most, for pages that report something unknown.
    private static readonly TimeSpan Keeps = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The record of a page.</summary>
    /// <param name="isLate">True if something was missing in the record: it is read anew unless that happened just before.</param>
    public async ValueTask<ServedPage> OfAsync(PageName name, bool isLate, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        if (blocks.Find(name, isLate ? now - Keeps : DateTimeOffset.MinValue) is { } known)
        {
            return known;
        }

        // Before the store is read: what is saved in the meantime must not be missed.
        var unsaved = blocks.Unsaved(name);
        var page = (await store.ReadAsync(name, cancel)).With(unsaved);
        blocks.Know(name, page, now);
        return page;
    }

    /// <summary>Saves the blocks that went out before the call. What cannot be saved waits for the next call.</summary>
    public async Task SaveAsync(CancellationToken cancel = default)
    {
        await _one.WaitAsync(cancel);
        var isSaved = false;
        try
        {
            var unsaved = blocks.BeginSaving();
            if (unsaved.Count > 0)
            {
                var now = clock.GetUtcNow();
                foreach (var (name, page) in await store.AddAsync(unsaved, cancel))
                {
                    blocks.Know(name, page, now);
                }
            }

            isSaved = true;
        }
        finally
        {
            blocks.EndSaving(isSaved);
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
