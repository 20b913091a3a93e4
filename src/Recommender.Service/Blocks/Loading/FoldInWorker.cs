using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;
using Recommender.Service.Workers;

namespace Recommender.Service.Blocks.Loading;

/// <summary>
/// Folds in new and changed articles, so that each has its list within a second. A large model is loaded for the first such article and
/// unloaded after a period without any; a small one stays in memory.
/// </summary>
internal sealed partial class FoldInWorker(
    SiteSnapshots snapshots, ModelFolders folders, ArticleStore articles, IOptions<SnapshotOptions> options, WorkHealth health,
    TimeProvider clock, ILogger<FoldInWorker> log) : BackgroundService
{
    private const string Work = "ranking its new articles";

    private readonly Dictionary<string, (FoldIn FoldIn, long Used)> _loaded = [];

    // A damaged model keeps failing until it is replaced, and loading it is expensive, so retries become less frequent.
    private readonly Retries<(string Site, string Version)> _retries = new(TimeSpan.FromMinutes(10));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Guarded.RepeatAsync(
        log, health.Of(null, "the lists of new articles"),
        async cancel =>
        {
            await Task.Delay(options.Value.PollInterval / 2, cancel);
            foreach (var snapshot in snapshots.All)
            {
                await CatchUpAsync(snapshot.Site, cancel);
                if (HasNothingToDo(snapshot.Site))
                {
                    health.Of(snapshot.Site, Work).Succeeded();
                }
            }

            UnloadUnused();
        },
        stoppingToken);

    private async Task CatchUpAsync(string site, CancellationToken cancel)
    {
        while (snapshots.Find(site) is { Model: { } served } snapshot && _retries.IsDue((site, served.Version))
               && (!snapshot.Unranked.IsEmpty || (IsSmall(served) && !IsLoaded(site, served.Version))))
        {
            try
            {
                var foldIn = Find(snapshot, served);
                if (snapshot.Unranked.IsEmpty)
                {
                    Succeeded(site, served);
                    return;
                }

                if (await foldIn.NextAsync(snapshot, cancel) is { } next)
                {
                    // A newer model may have gone live meanwhile; it folds in what it needs.
                    snapshots.Swap(site, now => now?.Model?.Version == served.Version ? now.WithFolded(next.Lists, next.Folded) : null);
                }

                Succeeded(site, served);
            }
            catch (Exception e) when (!Guarded.IsStop(e, cancel))
            {
                // The fold-in state is unknown after a failure, so the model is loaded again.
                _loaded.Remove(site);
                var wait = _retries.Failed((site, served.Version));
                if (health.Of(site, Work).Failed(e))
                {
                    LogFailed(site, served.Version, e.Message, wait.TotalSeconds, e);
                }
            }
        }
    }

    private void Succeeded(string site, ServedModel served)
    {
        _retries.Succeeded((site, served.Version));
        health.Of(site, Work).Succeeded();
    }

    private bool HasNothingToDo(string site) => snapshots.Find(site) is { Model: { } served, Unranked.IsEmpty: true }
        && (!IsSmall(served) || IsLoaded(site, served.Version));

    private FoldIn Find(SiteSnapshot snapshot, ServedModel served)
    {
        var (site, version) = (snapshot.Site, served.Version);
        var loaded = _loaded.GetValueOrDefault(site);
        if (!IsLoaded(site, version))
        {
            var folder = folders.Open(site, version);
            // As long as nothing is folded in, the served lists are those on disk.
            loaded.FoldIn = new FoldIn(version, folder.ReadModel(), snapshot.Folded.IsEmpty ? served.Lists : folder.ReadLists(), articles);
        }

        _loaded[site] = (loaded.FoldIn, clock.GetTimestamp());
        return loaded.FoldIn;
    }

    private bool IsLoaded(string site, string version) => _loaded.TryGetValue(site, out var loaded) && loaded.FoldIn.Version == version;

    private bool IsSmall(ServedModel model) => model.Bytes <= options.Value.KeepModelBelowMegabytes * 1_000_000L;

    private void UnloadUnused()
    {
        foreach (var (site, (foldIn, used)) in _loaded)
        {
            var served = snapshots.Find(site)?.Model;
            if (served?.Version != foldIn.Version || (!IsSmall(served) && clock.GetElapsedTime(used) >= options.Value.KeepModelFor))
            {
                _loaded.Remove(site);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "Site {Site}: new articles get no list from model {Version}: {Problem}; it is retried in {Seconds} s. "
        + "If this continues, run 'recommender train --site {Site}'")]
    private partial void LogFailed(string site, string version, string problem, double seconds, Exception reason);
}
