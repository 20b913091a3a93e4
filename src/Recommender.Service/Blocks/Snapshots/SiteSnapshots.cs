using System.Collections.Immutable;
using Recommender.Service.Blocks.Changes;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>The served snapshots. Readers take a reference; writers change one site at a time.</summary>
public sealed class SiteSnapshots
{
    private readonly Lock _writing = new();
    private volatile ImmutableSortedDictionary<string, SiteSnapshot> _current =
        ImmutableSortedDictionary.Create<string, SiteSnapshot>(StringComparer.Ordinal);
    private volatile ImmutableSortedDictionary<string, string> _failures =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Raised sequentially after each change is served: the previous snapshot (or null), the new one, and what changed. Handlers must be
    /// fast.
    /// </summary>
    internal event Action<SiteSnapshot?, SiteSnapshot, TouchedBlocks>? Changed;

    /// <summary>True once every site of the store has been read; before that, an unknown site may still exist.</summary>
    public bool Loaded => _loaded.Task.IsCompleted;

    public IEnumerable<SiteSnapshot> All => _current.Values;

    /// <summary>The site's snapshot; null if the site does not exist.</summary>
    public SiteSnapshot? Find(string site) => _current.GetValueOrDefault(site);

    /// <summary>
    /// Replaces the current snapshot (null if there is none) with the result of <paramref name="change"/>, unless that is null.
    /// </summary>
    public void Swap(string site, Func<SiteSnapshot?, SiteSnapshot?> change)
    {
        lock (_writing)
        {
            var before = _current.GetValueOrDefault(site);
            if (change(before) is { } next)
            {
                var now = next.Following(before, out var touched);
                _current = _current.SetItem(site, now);
                Changed?.Invoke(before, now, touched);
            }
        }
    }

    /// <summary>Completes once <see cref="Loaded"/> is true.</summary>
    public Task WhenLoadedAsync(CancellationToken cancel) => _loaded.Task.WaitAsync(cancel);

    /// <summary>
    /// The sites that the last refresh could not read at all: the problem of each, by site. Such a site keeps its previous snapshot, if it
    /// had one.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Failures => _failures;

    /// <summary>Records whether a site could be read.</summary>
    /// <param name="problem">The reason why it could not; null if it could.</param>
    /// <returns>True if this differs from the previous refresh.</returns>
    public bool Report(string site, string? problem)
    {
        lock (_writing)
        {
            var before = _failures;
            _failures = problem is null ? before.Remove(site) : before.SetItem(site, problem);
            return before != _failures;
        }
    }

    public void MarkLoaded() => _loaded.TrySetResult();
}
