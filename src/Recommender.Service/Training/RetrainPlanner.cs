using System.Globalization;
using Recommender.Engine;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;
using Recommender.Service.Models;
using Recommender.Service.Web;

namespace Recommender.Service.Training;

/// <summary>
/// Decides between a full retrain and an update of the live model. An update keeps the encoder and the rankings, which become outdated as
/// the site changes: through new articles, new words and time. If any of these exceeds its limit, a full retrain is due.
/// </summary>
public sealed class RetrainPlanner(ArticleStore articles, SiteSettings<RunOptions> settings, TimeProvider clock)
{
    /// <param name="live">The live model's folder; null if there is none that can be read.</param>
    /// <param name="ranking">Current ranking settings.</param>
    /// <param name="index">The site's current articles.</param>
    internal async Task<RetrainPlan> PlanAsync(
        Run run, ModelFolder? live, RankingOptions ranking, ArticleIndex index, CancellationToken cancel)
    {
        var options = settings.Of(run.Site);
        if (WhyAnew(run, live, ranking, index, options) is { } why)
        {
            return new RetrainPlan(new Learning(why));
        }

        var manifest = live!.Manifest;
        try
        {
            if (live.ReadArticles() is not { } trained)
            {
                return new RetrainPlan(new Learning("full retrain: the live model does not record its articles"));
            }

            var current = Enumerable.Range(0, index.Count).Where(i => !index[i].Withdrawn).Select(i => index[i].Key)
                .ToHashSet(StringComparer.Ordinal);
            var gone = trained.ByKey.Keys.Where(key => !current.Contains(key)).ToHashSet(StringComparer.Ordinal);
            var changed = Enumerable.Range(0, index.Count).Count(i => !index[i].Withdrawn && index[i].Revision > manifest.Revision);
            var since = manifest.ChangedSinceLearned + changed;
            if (since + gone.Count > options.MaxUpdated * current.Count)
            {
                return new RetrainPlan(new Learning(string.Create(
                    CultureInfo.InvariantCulture, $"full retrain: {since + gone.Count} of {current.Count} articles were added, changed "
                        + $"or removed since the last one")));
            }

            // Both are large and are limited by the disk as much as by the processor.
            var (loading, listing) = (Task.Run(live.ReadModel, cancel), Task.Run(live.ReadLists, cancel));
            var documents = new List<Document>(changed);
            await foreach (var article in articles.ReadSinceAsync(run.Site, manifest.Revision, cancel))
            {
                documents.Add(ArticleDocuments.Of(article, article.Key, index.KeyAt));
                trained.Add(article);
            }

            foreach (var key in gone)
            {
                trained.Remove(key);
            }

            var model = await loading;
            var unknown = model.UnknownWords(documents);
            return unknown > options.MaxUnknownWords
                ? new RetrainPlan(new Learning(string.Create(CultureInfo.InvariantCulture,
                    $"full retrain: {unknown:P0} of the words of {documents.Count} new articles are unknown")))
                : new RetrainPlan(
                    new Learning(
                        $"update: {documents.Count} articles added or changed, {gone.Count} removed",
                        manifest.LearnedBy ?? manifest.Version,
                        manifest.Learned ?? manifest.Created, since),
                    new ModelUpdate(model, await listing, documents, gone, trained));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new RetrainPlan(new Learning($"full retrain: the live model cannot be read: {e.Message}"));
        }
    }

    private string? WhyAnew(Run run, ModelFolder? live, RankingOptions ranking, ArticleIndex index, RunOptions options)
    {
        if (live is null)
        {
            return "full retrain: there is no previous model";
        }

        var (manifest, days) = (live.Manifest, (clock.GetUtcNow() - (live.Manifest.Learned ?? live.Manifest.Created)).TotalDays);
        // Of a clock that was ahead: when it was trained is unknown.
        var isUnknown = days < -1;
        return run.Anew ? "full retrain: requested"
            : index.Count < options.UpdateFrom ? $"full retrain: the site has fewer than {options.UpdateFrom} articles"
            : manifest.Program != ProgramVersion.Text ? "full retrain: the live model was made by another version of the program"
            : ApiJson.Write(manifest.Settings) != ApiJson.Write(ranking) ? "full retrain: the ranking settings have changed"
            : isUnknown ? "full retrain: the date of the last one is in the future"
            : days >= options.FullAfterDays ? string.Create(CultureInfo.InvariantCulture, $"full retrain: {days:0} days since the last one")
            : null;
    }
}
