using Recommender.Engine;
using Recommender.Service.Articles;
using Recommender.Service.Gate;
using Recommender.Service.Models;
using Recommender.Service.Related;

namespace Recommender.Service.Runs;

/// <summary>
/// Makes a site's model and its lists. The one place of a run where something of the live model can be kept instead of computed again;
/// training is given its folder.
/// </summary>
public sealed class ModelMaker(ArticleStore articles, SnapshotQuery query, SiteRanking rankings, ShippedRanking shipped)
{
    /// <summary>The articles as they are now become a model, which is saved with what is known of it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="folder">Where to; it is empty.</param>
    /// <param name="live">The live model's folder; null where there is none that can be read.</param>
    /// <param name="monitor">Told how far it is; stops it.</param>
    /// <returns>The model that was saved.</returns>
    internal async Task<RelatedModel> TrainAsync(string site, RunFolder folder, ModelFolder? live, RunMonitor monitor)
    {
        var settings = rankings.Of(site);
        var revision = (await query.HeadsAsync(monitor.Stop)).Single(head => head.Site == site).Revision;
        var (documents, trained) = await ReadAsync(site, monitor);
        var (links, dates) = (documents.Sum(document => document.Links.Count), documents.Select(document => document.Published).OfType<DateTimeOffset>().ToList());
        trained.Save(folder.Articles);

        // Training computes for minutes without a pause: it must not hold the thread of who waits for it.
        var model = await Task.Run(() => new RelatedTrainer(settings, shipped.Ranking).Train(documents, monitor, monitor.Stop), monitor.Stop);
        // The texts are learned from, and not needed again: ranking has their memory.
        documents.Clear();
        documents.TrimExcess();
        model.Save(folder.Engine);
        var heldOut = model.HeldOut is { } kept ? Measure(kept, folder, live) : null;
        folder.WriteTrained(new TrainedModel(
            revision, model.Count, links, dates.Count == 0 ? null : dates.Min(), dates.Count == 0 ? null : dates.Max(), settings, ProgramVersion.Text,
            Environment.ProcessorCount, heldOut));
        return model;
    }

    /// <summary>The lists of all articles, which are saved.</summary>
    /// <param name="model">As it was trained, or read again.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="monitor">Told how far it is; stops it.</param>
    internal static async Task<RelatedLists> RankAsync(RelatedModel model, RunFolder folder, RunMonitor monitor)
    {
        var lists = await Task.Run(() => model.RankAll(monitor, monitor.Stop), monitor.Stop);
        folder.WriteLists(lists);
        return lists;
    }

    private static HeldOutComparison Measure(Engine.Evaluation.HeldOutLinks kept, RunFolder folder, ModelFolder? live)
    {
        kept.Save(Directory.CreateDirectory(Path.Combine(folder.Model, ModelFolder.HeldOutFolder)).FullName);
        return HeldOutComparison.Of(kept, live?.HeldOut);
    }

    private async Task<(List<Document> Documents, TrainedArticles Trained)> ReadAsync(string site, RunMonitor monitor)
    {
        const string Stage = "reading articles";
        var index = ArticleIndex.Of(await query.CardsAsync(site, monitor.Stop));
        var (documents, trained) = (new List<Document>(index.Count), new TrainedArticles());
        await foreach (var article in articles.ReadAllAsync(site, monitor.Stop))
        {
            documents.Add(ArticleDocuments.Of(article, article.Key, index.KeyAt));
            trained.Add(article);
            monitor.Report(new StageProgress(Stage, documents.Count, index.Count));
        }

        return (documents, trained);
    }
}
