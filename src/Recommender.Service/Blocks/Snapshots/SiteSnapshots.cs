using System.Collections.Immutable;
using Recommender.Service.Blocks.Changes;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>The snapshots that are served now. Readers take a reference; writers change one site at a time.</summary>
public sealed class SiteSnapshots
{
    private readonly Lock _writing = new();
    private volatile ImmutableSortedDictionary<string, SiteSnapshot> _current = ImmutableSortedDictionary.Create<string, SiteSnapshot>(StringComparer.Ordinal);
    private volatile ImmutableSortedDictionary<string, string> _failures = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Told of each change, once it is served, one after the other: the snapshot before (null for none), the one now, what it touched. Must not take long.</summary>
    internal event Action<SiteSnapshot?, SiteSnapshot, TouchedBlocks>? Changed;

    /// <summary>True once every site of the store has been read: only then does "unknown site" mean what it says.</summary>
    public bool Loaded => _loaded.Task.IsCompleted;

    public IEnumerable<SiteSnapshot> All => _current.Values;

    /// <summary>The site's snapshot, or null for a site that there is not.</summary>
    public SiteSnapshot? Find(string site) => _current.GetValueOrDefault(site);

    /// <summary>Puts <paramref name="change"/>'s snapshot in the place of the current one (null: none yet) unless it gives null.</summary>
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

    /// <summary>Ends once <see cref="Loaded"/> is true.</summary>
    public Task WhenLoadedAsync(CancellationToken cancel) => _loaded.Task.WaitAsync(cancel);

    /// <summary>By site, why the last reading of it failed as a whole. What is served of such a site is as it was before, or nothing.</summary>
    public ImmutableSortedDictionary<string, string> Failures => _failures;

    /// <param name="site">The site's name.</param>
    /// <param name="problem">Why it cannot be read; null if it was read.</param>
    /// <returns>Whether that differs from the reading before.</returns>
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
