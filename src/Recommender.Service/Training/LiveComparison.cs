using Recommender.Engine.Models;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Clicks;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Models;
using Recommender.Service.Rules;
using Recommender.Service.Training.Gate;

namespace Recommender.Service.Training;

/// <summary>Compares a run's new model with the live one.</summary>
public sealed class LiveComparison(
    ModelStore models, ModelFolders folders, SnapshotQuery query, RuleStore rules, EvidenceStore evidence, SiteBlockOptions settings,
    TimeProvider clock)
{
    /// <summary>The folder of the live model; null if there is none that can be read.</summary>
    internal async Task<ModelFolder?> FolderAsync(string site, CancellationToken cancel)
    {
        try
        {
            return await models.LiveVersionAsync(site, cancel) is { } live ? folders.Open(site, live) : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal async Task<Evaluated> CompareAsync(
        string site, TrainedModel trained, TrainedArticles made, RelatedLists lists, CancellationToken cancel)
    {
        var articles = await query.IndexAsync(site, cancel);
        var current = SiteRules.None.With(await rules.ChangedSinceAsync(site, 0, cancel));
        var now = clock.GetUtcNow();
        var serving = await models.ServingAsync(site, cancel);
        var live = Readable(site, serving);
        var today = SiteDay.Of(now, settings.Of(site).TimeZone);
        var from = today.AddDays(1 - BlockOptions.MostReadDays);
        var read = live is null ? [] : await evidence.MostReadAsync(site, from, today, ListChange.Pages, cancel);
        return new Evaluated(
            ModelComparison.Of(trained.HeldOut, lists, made, live, articles, current, now) with
            {
                HasLive = serving is [{ Status: ModelStatus.Live }, ..],
            },
            live is null ? ListChanges.None : ListChange.Of(lists, live.Lists, articles, [.. read.Select(page => page.Page)]));
    }

    // If the live model cannot be read, the previous one serves again, so the new model is compared with that.
    private LiveModel? Readable(string site, IReadOnlyList<ModelRecord> serving)
    {
        foreach (var model in serving)
        {
            try
            {
                var folder = folders.Open(site, model.Version);
                return new LiveModel(folder.Manifest, folder.ReadLists(), folder.ReadArticles());
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                // Tries the next one.
            }
        }

        return null;
    }
}
