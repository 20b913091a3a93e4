using Recommender.Service.Models;

namespace Recommender.Service.Related;

/// <summary>Brings the served snapshots up to what the store and the models folder hold, reading only what changed.</summary>
public sealed class SnapshotLoader(
    SnapshotQuery query, RuleLoader rules, MostReadLoader mostRead, ModelFolders models, ModelStore store, SiteSnapshots snapshots, TimeProvider clock, ILogger<SnapshotLoader> log) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<string, (string Version, string? Stamp)> _broken = new(StringComparer.Ordinal);

    /// <summary>Returns when what was written before the call is served.</summary>
    public async Task RefreshAsync(CancellationToken cancel = default)
    {
        await _one.WaitAsync(cancel);
        try
        {
            foreach (var head in await query.HeadsAsync(cancel))
            {
                await RefreshAsync(head, cancel);
            }

            snapshots.MarkLoaded();
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task RefreshAsync(SiteHead head, CancellationToken cancel)
    {
        var served = snapshots.Find(head.Site);
        var began = clock.GetTimestamp();
        // The model's file is read while the store is: a start waits for the longer of both only.
        var loading = head.ModelVersion != served?.LiveVersion || IsRepaired(head) ? Task.Run(() => LoadAsync(head, served, cancel), cancel) : null;
        if (served is null || served.Revision < head.Revision)
        {
            // The revision was read first: a write that comes in between is read now and once more at the next look.
            var cards = served is null ? await query.CardsAsync(head.Site, cancel) : await query.CardsSinceAsync(head.Site, served.Revision, cancel);
            snapshots.Swap(head.Site, now => now?.WithCards(head.Revision, cards) ?? SiteSnapshot.Of(head.Site, head.Revision, cards));
            log.LogDebug("Site {Site}: read {Count} articles in {Seconds:0.000} s", head.Site, cards.Count, clock.GetElapsedTime(began).TotalSeconds);
        }

        if (snapshots.Find(head.Site)!.Rules.Revision < head.RuleRevision)
        {
            await rules.RefreshAsync(head.Site, cancel);
        }

        await mostRead.RefreshAsync(head.Site, cancel);
        if (loading is not null)
        {
            var (model, warning) = await loading;
            snapshots.Swap(head.Site, now => model is null && warning is not null && now!.Model is not null
                ? now.WithWarning(head.ModelVersion, warning)
                : now!.WithModel(head.ModelVersion, model, warning));
            log.LogDebug("Site {Site}: took up model {Version} in {Seconds:0.000} s", head.Site, head.ModelVersion, clock.GetElapsedTime(began).TotalSeconds);
        }
    }

    // A model whose files could not be read is tried again once they are others.
    private bool IsRepaired(SiteHead head) =>
        _broken.TryGetValue(head.Site, out var broken) && broken.Version == head.ModelVersion && models.StampOf(head.Site, broken.Version) != broken.Stamp;

    /// <returns>The live model; where it cannot be read a warning, and the one that served before it, or null where that is served already or there is none.</returns>
    private async Task<(ServedModel?, string?)> LoadAsync(SiteHead head, SiteSnapshot? served, CancellationToken cancel)
    {
        _broken.Remove(head.Site);
        if (head.ModelVersion is not { } version)
        {
            return (null, null);
        }

        var stamp = models.StampOf(head.Site, version);
        if (Read(head.Site, version, out var problem) is { } live)
        {
            return (live, null);
        }

        _broken[head.Site] = (version, stamp);
        var before = served?.Model is null ? await BeforeAsync(head.Site, cancel) : null;
        var instead = (served?.Model ?? before) is { } other ? $"model {other.Version}, which served before, serves on" : "blocks have fallbacks only";
        var warning = $"model {version} cannot be read: {problem}; {instead} until its files are repaired, another is put live, or 'recommender train --site {head.Site}' makes a new one";
        log.LogWarning("Site {Site}: {Warning}", head.Site, warning);
        return (before, warning);
    }

    private async Task<ServedModel?> BeforeAsync(string site, CancellationToken cancel) =>
        (await store.ServingAsync(site, cancel)).Where(model => model.Status == ModelStatus.Retired)
            .Select(model => Read(site, model.Version, out _)).FirstOrDefault(model => model is not null);

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
}
