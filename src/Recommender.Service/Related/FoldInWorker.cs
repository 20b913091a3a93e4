using Microsoft.Extensions.Options;
using Recommender.Engine;
using Recommender.Service.Articles;
using Recommender.Service.Models;

namespace Recommender.Service.Related;

/// <summary>
/// Ranks what came or changed after training, so that a new article has its list within a second. The model itself is large: it is loaded
/// for the first such article and let go when none came for a while.
/// </summary>
internal sealed class FoldInWorker(
    SiteSnapshots snapshots, ModelFolders folders, ArticleStore articles, IOptions<SnapshotOptions> options, TimeProvider clock,
    ILogger<FoldInWorker> log) : BackgroundService
{
    // Small enough that the newest articles of a long queue are served soon.
    private const int BatchSize = 64;
    private readonly Dictionary<string, LoadedModel> _models = [];
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
        while (snapshots.Find(site) is { Unranked.IsEmpty: false, Model: { } served } snapshot && Find(site, served.Version) is { } model)
        {
            try
            {
                var newest = snapshot.Unranked.Order(Comparer<int>.Create((a, b) => ArticleCard.CompareNewest(snapshot.Articles[a], snapshot.Articles[b])));
                var lists = await RankAsync(model, snapshot, newest.Take(BatchSize), cancel);
                // A newer model may have come in between; it ranks again what it needs to.
                snapshots.Swap(site, now => now?.Model?.Version == served.Version ? now.WithFolded(lists) : null);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                GiveUp(site, served.Version, e);
            }
        }
    }

    private async Task<Dictionary<int, FoldedList>> RankAsync(
        RelatedModel model, SiteSnapshot snapshot, IEnumerable<int> cards, CancellationToken cancel)
    {
        var lists = new Dictionary<int, FoldedList>();
        foreach (var card in cards)
        {
            var known = snapshot.Articles[card];
            var article = await articles.FindAsync(snapshot.Site, known.Key, cancel);
            RelatedEntry[] entries = article is null ? [] : model.Rank(TrainingDocuments.Of(article, snapshot.Articles));
            var self = snapshot.DocumentOf(card);
            lists[card] = new FoldedList(known.Revision, [.. entries.Where(entry => entry.Index != self)]);
        }

        return lists;
    }

    private RelatedModel? Find(string site, string version)
    {
        var name = $"{site}/{version}";
        if (_models.TryGetValue(site, out var loaded) && loaded.Version == version)
        {
            _models[site] = loaded with { Used = clock.GetTimestamp() };
            return loaded.Model;
        }

        if (_broken.Contains(name))
        {
            return null;
        }

        try
        {
            var model = folders.Open(site, version).ReadModel();
            _models[site] = new LoadedModel(version, model, clock.GetTimestamp());
            return model;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or NotImplementedException)
        {
            GiveUp(site, version, e);
            return null;
        }
    }

    private void GiveUp(string site, string version, Exception e)
    {
        if (_broken.Add($"{site}/{version}"))
        {
            log.LogWarning("Site {Site}: new articles get no list from model {Version}: {Reason}; train again", site, version, e.Message);
        }

        _models.Remove(site);
    }

    private void LetGo()
    {
        foreach (var (site, loaded) in _models)
        {
            if (clock.GetElapsedTime(loaded.Used) >= options.Value.KeepModelFor || snapshots.Find(site)?.LiveVersion != loaded.Version)
            {
                _models.Remove(site);
            }
        }
    }

    private sealed record LoadedModel(string Version, RelatedModel Model, long Used);
}
