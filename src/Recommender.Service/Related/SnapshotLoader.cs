using Recommender.Service.Models;

namespace Recommender.Service.Related;

/// <summary>Brings the served snapshots up to what the store and the models folder hold, reading only what changed.</summary>
public sealed class SnapshotLoader(
    SnapshotQuery query, RuleLoader rules, ModelFolders models, SiteSnapshots snapshots, TimeProvider clock, ILogger<SnapshotLoader> log) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

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
        var loading = head.ModelVersion != served?.LiveVersion ? Task.Run(() => Load(head), cancel) : null;
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

        if (loading is not null)
        {
            var (model, warning) = await loading;
            snapshots.Swap(head.Site, now => now!.WithModel(head.ModelVersion, model, warning));
            log.LogDebug("Site {Site}: took up model {Version} in {Seconds:0.000} s", head.Site, head.ModelVersion, clock.GetElapsedTime(began).TotalSeconds);
        }
    }

    private (ServedModel?, string?) Load(SiteHead head)
    {
        if (head.ModelVersion is not { } version)
        {
            return (null, null);
        }

        try
        {
            var folder = models.Open(head.Site, version);
            return (new ServedModel(version, folder.Manifest, folder.ReadLists(), folder.Bytes), null);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            var warning = $"model {version} cannot be read: {e.Message}; blocks have fallbacks only until 'recommender train --site {head.Site}' makes a new one";
            log.LogWarning("Site {Site}: {Warning}", head.Site, warning);
            return (null, warning);
        }
    }
}
