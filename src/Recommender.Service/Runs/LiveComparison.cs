using Recommender.Engine;
using Recommender.Service.Clicks;
using Recommender.Service.Gate;
using Recommender.Service.Models;
using Recommender.Service.Related;
using Recommender.Service.Rules;

namespace Recommender.Service.Runs;

/// <summary>The live model as a run sees it, and a new one beside it.</summary>
public sealed class LiveComparison(
    ModelStore models, ModelFolders folders, SnapshotQuery query, RuleStore rules, ClickStore clicks, SiteBlocks settings, TimeProvider clock)
{
    /// <summary>Null where there is none, or none that can be read.</summary>
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

    internal async Task<Evaluated> CompareAsync(string site, TrainedModel trained, TrainedArticles made, RelatedLists lists, CancellationToken cancel)
    {
        var articles = ArticleIndex.Of(await query.CardsAsync(site, cancel));
        var (_, changed) = await rules.ChangedSinceAsync(site, 0, cancel);
        var now = clock.GetUtcNow();
        var live = await LiveModelAsync(site, cancel);
        var from = SiteDay.Of(now, settings.Of(site).TimeZone).AddDays(1 - MostRead.Days);
        var read = live is null ? [] : await clicks.MostReadAsync(site, from, ListChange.Pages, cancel);
        return new Evaluated(
            ModelComparison.Of(trained.HeldOut, lists, made, live, articles, SiteRules.None.With(long.MaxValue, changed), now),
            live is null ? ListChanges.None : ListChange.Of(lists, live.Lists, articles, [.. read.Select(page => page.Page)]));
    }

    // A live model that cannot be read is none to be compared with: it does not serve either.
    private async Task<LiveModel?> LiveModelAsync(string site, CancellationToken cancel)
    {
        try
        {
            return await FolderAsync(site, cancel) is { } folder ? new LiveModel(folder.Manifest, folder.ReadLists(), folder.ReadArticles()) : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
