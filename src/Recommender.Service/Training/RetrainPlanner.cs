using System.Globalization;
using Recommender.Engine;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;
using Recommender.Service.Models;
using Recommender.Service.Web;

namespace Recommender.Service.Training;

/// <summary>
/// Decides whether a run learns all anew or brings the live model up to date. An update keeps the encoder and the rankings, which lag behind the
/// site the further it moves on: by new articles, by new words, by time. Any of these, beyond its bound, asks for a full retrain.
/// </summary>
public sealed class RetrainPlanner(ArticleStore articles, SiteSettings<RunOptions> settings, TimeProvider clock)
{
    /// <param name="run">The run.</param>
    /// <param name="live">The live model's folder; null where there is none that can be read.</param>
    /// <param name="ranking">Settings of ranking as they are now.</param>
    /// <param name="index">The site's articles as they are now.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<RetrainPlan> PlanAsync(Run run, ModelFolder? live, RankingOptions ranking, ArticleIndex index, CancellationToken cancel)
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
                return new RetrainPlan(new Learning("learned anew: the live model does not tell what its articles were"));
            }

            var standing = Enumerable.Range(0, index.Count).Where(i => !index[i].Withdrawn).Select(i => index[i].Key).ToHashSet(StringComparer.Ordinal);
            var gone = trained.ByKey.Keys.Where(key => !standing.Contains(key)).ToHashSet(StringComparer.Ordinal);
            var changed = Enumerable.Range(0, index.Count).Count(i => !index[i].Withdrawn && index[i].Revision > manifest.Revision);
            var since = manifest.ChangedSinceLearned + changed;
            if (since + gone.Count > options.MaxUpdated * standing.Count)
            {
                return new RetrainPlan(new Learning(string.Create(
                    CultureInfo.InvariantCulture, $"learned anew: {since + gone.Count} of {standing.Count} articles came, changed or went since")));
            }

            // Both are large, and wait for the disk as much as for a processor.
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
                ? new RetrainPlan(new Learning(string.Create(CultureInfo.InvariantCulture, $"learned anew: {unknown:P0} of the words of {documents.Count} new articles are unknown")))
                : new RetrainPlan(
                    new Learning(
                        $"brought up to date: {documents.Count} articles came or changed, {gone.Count} went", manifest.LearnedBy ?? manifest.Version,
                        manifest.Learned ?? manifest.Created, since),
                    new ModelUpdate(model, await listing, documents, gone, trained));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new RetrainPlan(new Learning($"learned anew: the live model cannot be read: {e.Message}"));
        }
    }

    private string? WhyAnew(Run run, ModelFolder? live, RankingOptions ranking, ArticleIndex index, RunOptions options)
    {
        if (live is null)
        {
            return "learned anew: there is no model before it";
        }

        var (manifest, days) = (live.Manifest, (clock.GetUtcNow() - (live.Manifest.Learned ?? live.Manifest.Created)).TotalDays);
        return run.Anew ? "learned anew: it was asked for"
            : index.Count < options.UpdateFrom ? $"learned anew: a site of less than {options.UpdateFrom} articles always is"
            : manifest.Program != ProgramVersion.Text ? "learned anew: another version of the program made the live model"
            : ApiJson.Write(manifest.Settings) != ApiJson.Write(ranking) ? "learned anew: the settings are others"
            : days >= options.FullAfterDays ? string.Create(CultureInfo.InvariantCulture, $"learned anew: {days:0} days have gone by since")
            : null;
    }
}
