using System.Data.Common;
using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Storage;
using Recommender.Service.Workers;

namespace Recommender.Service.Watching;

/// <summary>Keeps the state of the installation beyond its snapshots, so that health and metrics are answered without waiting.</summary>
public sealed partial class SiteMonitor(
    SiteSnapshots snapshots, SiteChecks look, KeyChecks keys, ArrivalStore store, Warnings warnings, IOptions<FolderOptions> folders,
    ILogger<SiteMonitor> log)
    : IDisposable
{
    // An import in another process may hold the lock for a while; that is not a fault.
    private static readonly TimeSpan WritesWithin = TimeSpan.FromSeconds(45);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile MonitorState _state = MonitorState.None;

    /// <summary>The result of the last check.</summary>
    public MonitorState State => _state;

    /// <summary>Current warnings.</summary>
    public IReadOnlyList<Warning> Warnings => warnings.Of(_state);

    /// <summary>Checks everything. If a part cannot be checked, its last known state remains.</summary>
    public async Task LookAsync(CancellationToken cancel = default)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var sites = new Dictionary<string, SiteState>(_state.Sites, StringComparer.Ordinal);
            var problem = await WriteProblemAsync(cancel);
            foreach (var snapshot in snapshots.All)
            {
                try
                {
                    sites[snapshot.Site] = await look.AtAsync(snapshot, cancel);
                }
                catch (DbException e)
                {
                    problem ??= $"the database cannot be read: {e.Message}";
                }
                catch (Exception e) when (!Guarded.IsStop(e, cancel))
                {
                    var known = _state.Of(snapshot.Site);
                    var found = e is StorageException ? e.Message : "its runs or arrivals cannot be read from the store; see the log";
                    if (known.Problem != found)
                    {
                        LogFailed(snapshot.Site, e);
                    }

                    sites[snapshot.Site] = known with { Problem = found };
                }
            }

            var ending = _state.EndingKeys;
            try
            {
                ending = await keys.EndingAsync(cancel);
            }
            catch (DbException e)
            {
                problem ??= $"the database cannot be read: {e.Message}";
            }

            _state = new MonitorState(sites, problem, FreeBytes()) { EndingKeys = ending };
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string?> WriteProblemAsync(CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(WritesWithin);
        try
        {
            await store.TryWritingAsync(late.Token);
            return null;
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            return $"the database cannot be written: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"the database cannot be written: it has been locked for more than {WritesWithin.TotalSeconds} seconds";
        }
    }

    private long? FreeBytes()
    {
        try
        {
            return new[] { folders.Value.Data, folders.Value.Models }.Select(Path.GetFullPath).Where(Directory.Exists)
                .Select(folder => (long?)new DriveInfo(folder).AvailableFreeSpace).Min();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "Site {Site}: cannot be checked; its last known state remains")]
    private partial void LogFailed(string site, Exception reason);
}
