using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Models;

namespace Recommender.Service.Related;

/// <summary>
/// Has new and changed articles ranked, so that each has its list within a second. A large model is loaded for the first such article
/// and let go when none came for a while; a small one stays.
/// </summary>
internal sealed class FoldInWorker(
    SiteSnapshots snapshots, ModelFolders folders, ArticleStore articles, IOptions<SnapshotOptions> options, TimeProvider clock,
    ILogger<FoldInWorker> log) : BackgroundService
{
    private readonly Dictionary<string, (FoldIn FoldIn, long Used)> _loaded = [];
    private readonly HashSet<string> _broken = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.Value.PollInterval / 2, stoppingToken);
                foreach (var snapshot in snapshots.All)
                {
                    await CatchUpAsync(snapshot.Site, stoppingToken);
                }

                LetGo();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task CatchUpAsync(string site, CancellationToken cancel)
    {
        while (snapshots.Find(site) is { Model: { } served } snapshot && !_broken.Contains(served.Version)
               && (!snapshot.Unranked.IsEmpty || (IsSmall(served) && !IsLoaded(site, served.Version))))
        {
            try
            {
                var foldIn = Find(snapshot, served);
                if (snapshot.Unranked.IsEmpty)
                {
                    return;
                }

                if (await foldIn.NextAsync(snapshot, cancel) is { } next)
                {
                    // A newer model may have come in between; it takes in what it needs to.
                    snapshots.Swap(site, now => now?.Model?.Version == served.Version ? now.WithFolded(next.Lists, next.Folded) : null);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _broken.Add(served.Version);
                _loaded.Remove(site);
                log.LogWarning(
                    "Site {Site}: new articles get no list from model {Version}: {Reason}; run 'recommender train --site {Site}'",
                    site, served.Version, e.Message, site);
            }
        }
    }

    private FoldIn Find(SiteSnapshot snapshot, ServedModel served)
    {
        var (site, version) = (snapshot.Site, served.Version);
        var loaded = _loaded.GetValueOrDefault(site);
        if (!IsLoaded(site, version))
        {
            var folder = folders.Open(site, version);
            // As long as nothing was folded in, what is served is what lies on disk.
            loaded.FoldIn = new FoldIn(version, folder.ReadModel(), snapshot.Folded.IsEmpty ? served.Lists : folder.ReadLists(), articles);
        }

        _loaded[site] = (loaded.FoldIn, clock.GetTimestamp());
        return loaded.FoldIn;
    }

    private bool IsLoaded(string site, string version) => _loaded.TryGetValue(site, out var loaded) && loaded.FoldIn.Version == version;

    private bool IsSmall(ServedModel model) => model.Bytes <= options.Value.KeepModelBelowMegabytes * 1_000_000L;

    private void LetGo()
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
}
