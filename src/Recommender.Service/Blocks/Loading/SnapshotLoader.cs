using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;
using Recommender.Service.Storage;
using Recommender.Service.Workers;

namespace Recommender.Service.Blocks.Loading;

/// <summary>Updates the served snapshots from the store and the models folder, reading only what changed.</summary>
public sealed partial class SnapshotLoader(
    SnapshotQuery query, RuleLoader rules, IEnumerable<SnapshotStep> steps,
    ModelFolders models, ModelStore store, SiteSnapshots snapshots, TimeProvider clock, ILogger<SnapshotLoader> log) : IDisposable
{
    // The log names only some of many unreadable articles: they have the same cause.
    private const int MostNamed = 5;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<string, (string Version, string? Stamp)> _broken = new(StringComparer.Ordinal);

    // Sites and articles that cannot be read are not read again several times a second.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private readonly Retries<string> _retries = new(LongestWait);
    private readonly Retries<string> _articleRetries = new(LongestWait);

    /// <summary>
    /// Reads the changes of all sites. A site that cannot be read is logged and keeps its snapshot; it does not affect the others, and a
    /// later call retries it.
    /// </summary>
    public Task RefreshAsync(CancellationToken cancel = default) => OneAtATimeAsync(
        async () =>
        {
            foreach (var head in await query.HeadsAsync(cancel))
            {
                if (_retries.IsDue(head.Site))
                {
                    await TryAsync(head, cancel);
                }
            }

            snapshots.MarkLoaded();
        },
        cancel);

    /// <summary>Reads the changes of one site. Returns when everything written before the call is served; throws if that fails.</summary>
    public Task RefreshAsync(string site, CancellationToken cancel = default) => OneAtATimeAsync(
        async () =>
        {
            foreach (var head in (await query.HeadsAsync(cancel)).Where(head => head.Site == site))
            {
                await RefreshAsync(head, cancel);
            }
        },
        cancel);

    public void Dispose() => _one.Dispose();

    private async Task OneAtATimeAsync(Func<Task> refresh, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await refresh();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task TryAsync(SiteHead head, CancellationToken cancel)
    {
        try
        {
            await RefreshAsync(head, cancel);
            _retries.Succeeded(head.Site);
            if (snapshots.Report(head.Site, null))
            {
                LogReadAgain(head.Site);
            }
        }
        catch (Exception e) when (!Guarded.IsStop(e, cancel))
        {
            _retries.Failed(head.Site);
            // A message may contain what only the operator should see; health is public.
            var problem = e is DbException or StorageException ? e.Message : "see the log";
            if (snapshots.Report(head.Site, $"cannot be read from the store: {problem}"))
            {
                LogFailed(head.Site, LongestWait.TotalSeconds, e);
            }
        }
    }

    private async Task RefreshAsync(SiteHead head, CancellationToken cancel)
    {
        var served = snapshots.Find(head.Site);
        var began = clock.GetTimestamp();
        // The model file is read while the store is read, so a start takes only the longer of the two.
        var loading = head.ModelVersion != served?.LiveVersion || IsRepaired(head)
            ? Task.Run(() => LoadAsync(head, served, cancel), cancel) : null;
        try
        {
            if (served is null || served.Revision < head.Revision)
            {
                // The revision was read first: an article written in between is read now and once more by the next refresh.
                var unreadable = new ConcurrentDictionary<string, Exception>(StringComparer.Ordinal);
                void Keep(string key, Exception reason) => unreadable[key] = reason;
                var cards = served is null
                    ? await query.CardsAsync(head.Site, Keep, cancel)
                    : await query.CardsSinceAsync(head.Site, served.Revision, Keep, cancel);
                var problems = unreadable.ToDictionary(article => article.Key, article => ProblemOf(article.Value), StringComparer.Ordinal);
                LogUnreadable(head.Site, served, unreadable, problems);
                var aliases = await query.AliasesSinceAsync(head.Site, served?.Revision ?? 0, cancel);
                snapshots.Swap(head.Site, now => (now?.WithCards(head.Revision, cards, aliases)
                        ?? SiteSnapshot.Of(head.Site, head.Revision, query.IndexOf(head.Site, cards, aliases)))
                    .WithUnreadable(cards, problems));
                LogArticlesRead(head.Site, cards.Count, clock.GetElapsedTime(began).TotalSeconds);
            }

            await RetryUnreadableAsync(head.Site, cancel);
            if (snapshots.Find(head.Site)!.Rules.Revision < head.RuleRevision)
            {
                await rules.RefreshAsync(head.Site, cancel);
            }

            foreach (var step in steps)
            {
                await step(head.Site, cancel);
            }
        }
        finally
        {
            // Also after a failure: nothing may still be reading the model when the next refresh begins.
            await (loading ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (loading is not null)
        {
            var (model, warning, broken) = await loading;
            _broken.Remove(head.Site);
            if (broken is { } found)
            {
                _broken[head.Site] = found;
            }

            snapshots.Swap(head.Site, now => model is null && warning is not null && now!.Model is not null
                ? now.WithWarning(head.ModelVersion, warning)
                : now!.WithModel(head.ModelVersion, model, warning));
            LogModelLoaded(head.Site, head.ModelVersion, clock.GetElapsedTime(began).TotalSeconds);
        }
    }

    // A row that was repaired in the store has the same revision as before.
    private async Task RetryUnreadableAsync(string site, CancellationToken cancel)
    {
        var unreadable = snapshots.Find(site)!.Unreadable;
        if (unreadable.IsEmpty || !_articleRetries.IsDue(site))
        {
            return;
        }

        var cards = await query.CardsOfAsync(site, unreadable.Keys, static (_, _) => { }, cancel);
        if (cards.Count > 0)
        {
            snapshots.Swap(
                site, now => now!.WithCards(now.Revision, cards).WithUnreadable(cards, ImmutableDictionary<string, string>.Empty));
            LogRepaired(site, cards.Count);
        }

        if (cards.Count == unreadable.Count)
        {
            _articleRetries.Succeeded(site);
        }
        else
        {
            _articleRetries.Failed(site);
        }
    }

    // A model with unreadable files is loaded again once the files have changed.
    private bool IsRepaired(SiteHead head) =>
        _broken.TryGetValue(head.Site, out var broken)
            && broken.Version == head.ModelVersion && models.StampOf(head.Site, broken.Version) != broken.Stamp;

    /// <returns>
    /// The live model. If it cannot be read: a warning and the previous live model, or no model if that one is served already or does not
    /// exist.
    /// </returns>
    private async Task<Loaded> LoadAsync(SiteHead head, SiteSnapshot? served, CancellationToken cancel)
    {
        if (head.ModelVersion is not { } version)
        {
            return new Loaded(null, null, null);
        }

        var stamp = models.StampOf(head.Site, version);
        if (Read(head.Site, version, out var problem) is { } live)
        {
            return new Loaded(live, null, null);
        }

        var before = served?.Model is null ? await BeforeAsync(head.Site, cancel) : null;
        var instead = (served?.Model ?? before) is { } other
            ? $"model {other.Version}, which was live before, is served instead" : "blocks have fallback articles only";
        var warning =
            $"model {version} cannot be read: {problem}; {instead} until its files are repaired, "
            + $"another model is promoted, or 'recommender train --site {head.Site}' makes a new one";
        LogModelUnreadable(head.Site, warning);
        return new Loaded(before, warning, (version, stamp));
    }

    private async Task<ServedModel?> BeforeAsync(string site, CancellationToken cancel)
    {
        try
        {
            return (await store.ServingAsync(site, cancel)).Where(model => model.Status == ModelStatus.Retired)
                .Select(model => Read(site, model.Version, out _)).FirstOrDefault(model => model is not null);
        }
        catch (StorageException e)
        {
            LogNoModelBefore(site, e);
            return null;
        }
    }

    private void LogUnreadable(
        string site, SiteSnapshot? served, ConcurrentDictionary<string, Exception> unreadable, Dictionary<string, string> problems)
    {
        var fresh = problems.Where(article => served?.Unreadable.GetValueOrDefault(article.Key) != article.Value)
            .Select(article => article.Key).ToList();
        foreach (var key in fresh.Take(MostNamed))
        {
            LogUnreadableArticle(site, key, problems[key], unreadable[key]);
        }

        if (fresh.Count > MostNamed)
        {
            LogMoreUnreadable(site, fresh.Count - MostNamed);
        }
    }

    private static string ProblemOf(Exception reason) => reason switch
    {
        JsonException => "its tags are not valid JSON",
        FormatException => "its date is not valid",
        _ => "a column holds a value of another type",
    };

    private ServedModel? Read(string site, string version, out string problem)
    {
        problem = "";
        try
        {
            var folder = models.Open(site, version);
            return new ServedModel(version, folder.Manifest, folder.ReadLists(), folder.Bytes);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            problem = e.Message;
            return null;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Site {Site}: read {Count} articles in {Seconds:0.000} s")]
    private partial void LogArticlesRead(string site, int count, double seconds);

    [LoggerMessage(LogLevel.Debug, "Site {Site}: loaded model {Version} in {Seconds:0.000} s")]
    private partial void LogModelLoaded(string site, string? version, double seconds);

    [LoggerMessage(LogLevel.Warning, "Site {Site}: {Warning}")]
    private partial void LogModelUnreadable(string site, string warning);

    [LoggerMessage(LogLevel.Information, "Site {Site}: unreadable articles that can be read again: {Count}")]
    private partial void LogRepaired(string site, int count);

    [LoggerMessage(LogLevel.Error, "Site {Site}: cannot be read from the store and stays as it was; retried at least every {Seconds} s")]
    private partial void LogFailed(string site, double seconds, Exception reason);

    [LoggerMessage(LogLevel.Information, "Site {Site}: can be read from the store again")]
    private partial void LogReadAgain(string site);

    [LoggerMessage(LogLevel.Error, "Site {Site}: article {Key} cannot be read ({Problem}) and stays as it was last read")]
    private partial void LogUnreadableArticle(string site, string key, string problem, Exception reason);

    [LoggerMessage(LogLevel.Error, "Site {Site}: {Count} more articles cannot be read")]
    private partial void LogMoreUnreadable(string site, int count);

    [LoggerMessage(LogLevel.Warning, "Site {Site}: cannot find out which model served before")]
    private partial void LogNoModelBefore(string site, Exception reason);

    /// <param name="Model">The model to serve; null to keep the served one.</param>
    /// <param name="Warning">The problem with the live model; null if there is none.</param>
    /// <param name="Broken">Version and file stamp of the live model if it is unreadable.</param>
    private sealed record Loaded(ServedModel? Model, string? Warning, (string Version, string? Stamp)? Broken);
}
