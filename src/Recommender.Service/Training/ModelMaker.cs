using Recommender.Engine;
using Recommender.Engine.Models;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;
using Recommender.Service.Training.Gate;
using Recommender.Service.Workers;

namespace Recommender.Service.Training;

/// <summary>Makes a site's model and lists: by a full retrain, or by updating the live model.</summary>
public sealed class ModelMaker(
    ArticleStore articles, SnapshotQuery query, RetrainPlanner planner, SiteRanking rankings, ShippedRanking shipped)
{
    /// <summary>Trains a model on the current articles and saves it with its metadata; an update also saves the lists.</summary>
    /// <param name="folder">The target folder, which must be empty.</param>
    /// <param name="live">The live model's folder; null if there is none that can be read.</param>
    /// <param name="monitor">Receives the progress and stops the work.</param>
    /// <returns>The saved model.</returns>
    internal async Task<RelatedModel> TrainAsync(Run run, RunFolder folder, ModelFolder? live, RunMonitor monitor)
    {
        var settings = rankings.Of(run.Site);
        var revision = (await query.HeadsAsync(monitor.Stop)).Single(head => head.Site == run.Site).Revision;
        monitor.Report(new WorkProgress("reading articles", 0, 0));
        var index = await query.IndexAsync(run.Site, monitor.Stop);
        var dates = Standing(index).Select(card => card.PublishedOrNull).OfType<DateTimeOffset>().ToList();
        var (oldest, newest) = (dates.Count == 0 ? (DateTimeOffset?)null : dates.Min(),
            dates.Count == 0 ? (DateTimeOffset?)null : dates.Max());
        var plan = await planner.PlanAsync(run, live, settings, index, monitor.Stop);
        // Training computes for minutes without a pause, so it must not block the thread of the caller.
        var (model, heldOut) = await Task.Run(
            () => plan.Update is { } update
                ? Update(update, folder, live!, monitor)
                : Train(run.Site, settings, index, folder, live, monitor),
            monitor.Stop);
        folder.WriteTrained(new TrainedModel(
            revision, model.Count, model.LinkCount, oldest, newest, settings, ProgramVersion.Text, Environment.ProcessorCount, heldOut,
            plan.Learning));
        return model;
    }

    /// <summary>Ranks the lists of all articles and saves them.</summary>
    /// <param name="model">The model, just trained or read again.</param>
    /// <param name="monitor">Receives the progress and stops the work.</param>
    internal static async Task<RelatedLists> RankAsync(RelatedModel model, RunFolder folder, RunMonitor monitor)
    {
        var lists = await Task.Run(() => model.RankAll(monitor, monitor.Stop), monitor.Stop);
        folder.WriteLists(lists);
        return lists;
    }

    private (RelatedModel Model, HeldOutComparison? HeldOut) Train(
        string site, RankingOptions settings, ArticleIndex index, RunFolder folder, ModelFolder? live, RunMonitor monitor)
    {
        var titles = Standing(index).ToDictionary(card => card.Key, card => card.Title, StringComparer.Ordinal);
        var trained = new TrainedArticles();
        var documents = articles.ReadAllAsync(site, monitor.Stop).ToBlockingEnumerable(monitor.Stop).Select(article =>
        {
            trained.Add(article);
            return ArticleDocuments.Of(article, article.Key, index.KeyAt);
        });
        var model = new RelatedTrainer(settings, shipped.Ranking).Train(documents, titles, monitor, monitor.Stop);
        trained.Save(folder.Articles);
        model.Save(folder.Engine);
        return (model, model.HeldOut is { } kept ? Measure(kept, folder, live) : null);
    }

    private static (RelatedModel Model, HeldOutComparison? HeldOut) Update(
        ModelUpdate update, RunFolder folder, ModelFolder live, RunMonitor monitor)
    {
        var (model, lists) = update.Model.Update(update.Lists, update.Changed, update.Gone, monitor, monitor.Stop);
        Task.WhenAll(
            Task.Run(() => update.Articles.Save(folder.Articles)), Task.Run(() => model.Save(folder.Engine)),
            Task.Run(() => folder.WriteLists(lists)))
            .GetAwaiter().GetResult();
        if (!Directory.Exists(live.HeldOut))
        {
            return (model, null);
        }

        foreach (var file in Directory.EnumerateFiles(live.HeldOut, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.Model, ModelFolder.HeldOutFolder, Path.GetRelativePath(live.HeldOut, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return (model, HeldOutComparison.Kept(live.Manifest.Figures));
    }

    private static HeldOutComparison Measure(HeldOutLinks kept, RunFolder folder, ModelFolder? live)
    {
        kept.Save(Directory.CreateDirectory(Path.Combine(folder.Model, ModelFolder.HeldOutFolder)).FullName);
        return HeldOutComparison.Of(kept, live?.HeldOut);
    }

    private static IEnumerable<ArticleCard> Standing(ArticleIndex index) =>
        Enumerable.Range(0, index.Count).Select(i => index[i]).Where(card => !card.Withdrawn);
}
