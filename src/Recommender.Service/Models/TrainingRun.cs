using Microsoft.Extensions.Options;
using Recommender.Engine;
using Recommender.Service.Articles;
using Recommender.Service.Related;

namespace Recommender.Service.Models;

/// <summary>One retrain of a site, from its articles to the model that serves. Whatever stops it, the model before keeps serving.</summary>
public sealed class TrainingRun(
    ArticleStore articles, SnapshotQuery query, ModelStore models, ModelFolders folders, SiteRanking rankings, ShippedRanking shipped,
    IOptions<ModelOptions> options, TimeProvider clock)
{
    /// <exception cref="TrainingBusyException">Another training of the site runs.</exception>
    public async Task<ModelManifest> RunAsync(string site, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        using var held = folders.TryLock(site)
            ?? throw new TrainingBusyException($"another training of site '{site}' runs; wait until it is done");
        await models.FailLeftoversAsync(site, cancel);
        await CleanAsync(site, cancel);

        var version = ModelFolders.NewVersion(clock.GetUtcNow(), await models.ListAsync(site, cancel));
        await models.AddCandidateAsync(site, version, clock.GetUtcNow(), cancel);
        try
        {
            var manifest = await MakeAsync(site, version, new StageClock(clock, progress), cancel);
            await models.MakeLiveAsync(site, version, manifest.ToJson(), clock.GetUtcNow(), cancel);
            await CleanAsync(site, CancellationToken.None);
            return manifest;
        }
        catch (Exception e)
        {
            await models.MarkFailedAsync(site, version, e is OperationCanceledException ? "interrupted" : e.Message, CancellationToken.None);
            await CleanAsync(site, CancellationToken.None);
            throw;
        }
    }

    private async Task<ModelManifest> MakeAsync(string site, string version, StageClock stages, CancellationToken cancel)
    {
        var (created, ranking) = (clock.GetUtcNow(), rankings.Of(site));
        var revision = (await query.HeadsAsync(cancel)).Single(head => head.Site == site).Revision;
        // Training computes for minutes without a pause: it must not hold the thread of who waits for it.
        var (model, lists) = await Task.Run(async () =>
        {
            var trained = await TrainAsync(site, ranking, stages, cancel);
            return (trained, trained.RankAll(stages, cancel));
        }, cancel);

        stages.Begin("writing");
        var temporary = folders.CreateTemporary(site, version);
        model.Save(Directory.CreateDirectory(Path.Combine(temporary, ModelFolder.EngineFolder)).FullName);
        lists.Save(Path.Combine(temporary, ModelFolder.ListsFile));
        var files = ModelFolder.Hash(temporary);
        var manifest = new ModelManifest
        {
            Version = version, Site = site, Created = created, Revision = revision, Articles = model.Count, Settings = ranking,
            Figures = Figures(lists, ranking.ListLength), SecondsPerStage = stages.Seconds(), Files = files,
        };
        await File.WriteAllTextAsync(Path.Combine(temporary, ModelManifest.FileName), manifest.ToJson(), cancel);
        cancel.ThrowIfCancellationRequested();
        folders.Publish(temporary, site, version);
        return manifest;
    }

    private async Task<RelatedModel> TrainAsync(string site, RankingOptions ranking, StageClock stages, CancellationToken cancel)
    {
        stages.Begin("reading articles");
        var index = ArticleIndex.Of(await query.CardsAsync(site, cancel));
        var titles = Enumerable.Range(0, index.Count).Select(i => index[i]).Where(card => !card.Withdrawn)
            .ToDictionary(card => card.Key, card => card.Title, StringComparer.Ordinal);
        var documents = articles.ReadAllAsync(site, cancel).ToBlockingEnumerable(cancel)
            .Select(article => ArticleDocuments.Of(article, article.Key, index.KeyAt));
        return new RelatedTrainer(ranking, shipped.Ranking).Train(documents, titles, stages, cancel);
    }

    private static Dictionary<string, double> Figures(RelatedLists lists, int fullLength)
    {
        var lengths = Enumerable.Range(0, lists.Ids.Count).Select(i => (double)lists[i].Length).DefaultIfEmpty(0).ToList();
        return new Dictionary<string, double>
        {
            ["meanListLength"] = Math.Round(lengths.Average(), 2),
            ["shareWithFullList"] = Math.Round((double)lengths.Count(length => length >= fullLength) / lengths.Count, 4),
        };
    }

    private async Task CleanAsync(string site, CancellationToken cancel)
    {
        var records = await models.ListAsync(site, cancel);
        var kept = records.Where(model => model.Status == ModelStatus.Live)
            .Concat(records.Where(model => model.Status == ModelStatus.Retired).Take(options.Value.KeepRetired));
        folders.DeleteAllBut(site, kept.Select(model => model.Version).ToHashSet(StringComparer.Ordinal));
    }
}

/// <summary>Another training holds the site.</summary>
public sealed class TrainingBusyException(string message) : Exception(message);
