using System.Text.Json;
using Recommender.Service.Storage;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Models;

namespace Recommender.Service.Training.Registry;

/// <summary>Manages a site's models: show, promote, roll back, delete.</summary>
public sealed class ModelRegistry(ModelStore store, ModelFolders folders, SnapshotLoader loader, TimeProvider clock)
{
    private const int ShownChanges = 50;

    /// <summary>The site's models, newest first.</summary>
    public async Task<ModelList> ListAsync(string site, CancellationToken cancel = default) => new(
        [.. (await store.ListAsync(site, cancel))
            .Select(model => ModelView.Of(model, TryOpen(site, model.Version).Folder?.Manifest, folders.Has(site, model.Version)))],
        await store.HistoryAsync(site, ShownChanges, cancel));

    /// <summary>One model with all its metadata; null if there is none.</summary>
    public async Task<ModelDetails?> ShowAsync(string site, string version, CancellationToken cancel = default)
    {
        if (await store.FindAsync(site, version, cancel) is not { } record)
        {
            return null;
        }

        var (folder, problem) = TryOpen(site, version);
        try
        {
            folder?.VerifyAll();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
        }

        var verdict = await store.VerdictAsync(site, version, cancel);
        Verdict? read = null;
        try
        {
            read = verdict is null ? null : StoredJson.Read<Verdict>(verdict);
        }
        catch (JsonException)
        {
            problem ??= "what the gate found cannot be read from its row";
        }

        return new ModelDetails(ModelView.Of(record, folder?.Manifest, folder is not null))
        {
            Manifest = folder?.Manifest, Problem = problem, Bytes = folder?.Bytes,
            Verdict = read,
            History = [.. (await store.HistoryAsync(site, int.MaxValue, cancel))
                .Where(change => change.Version == version || change.Was == version)],
        };
    }

    /// <summary>
    /// Promotes a candidate or a retired model after verifying its files. It is served in this process when the call returns.
    /// </summary>
    public async Task<ModelOutcome> PromoteAsync(string site, string version, Author who, CancellationToken cancel = default)
    {
        if (await store.FindAsync(site, version, cancel) is not { } model)
        {
            return ModelOutcome.Unknown($"site '{site}' has no model {version}");
        }

        if (model.Status == ModelStatus.Live)
        {
            return ModelOutcome.Refused($"model {version} is live already");
        }

        var refused = model is { Status: ModelStatus.Candidate, Reason: not null };
        return model.Status == ModelStatus.Failed ? ModelOutcome.Refused($"model {version} failed: {model.Reason}")
            : await SwitchAsync(
                site, version, Change(who, refused ? ModelAction.Forced : ModelAction.Promoted, refused ? model.Reason! : ""), cancel);
    }

    /// <summary>Makes the previously live model live. Repeating it goes further back, not forward.</summary>
    public async Task<ModelOutcome> RollBackAsync(string site, Author who, CancellationToken cancel = default)
    {
        var models = await store.ListAsync(site, cancel);
        var live = models.FirstOrDefault(model => model.Status == ModelStatus.Live);
        var earlier = models
            .Where(model => model.Status == ModelStatus.Retired && folders.Has(site, model.Version)
                && (live is null || string.CompareOrdinal(model.Version, live.Version) < 0))
            .MaxBy(model => model.Version, StringComparer.Ordinal);
        return earlier is null
            ? ModelOutcome.Refused($"site '{site}' has no earlier model to roll back to; see: recommender models list --site {site}")
            : await SwitchAsync(site, earlier.Version, Change(who, ModelAction.RolledBack, ""), cancel);
    }

    /// <summary>Deletes a model that is not live, with its folder.</summary>
    public async Task<ModelOutcome> DeleteAsync(string site, string version, Author who, CancellationToken cancel = default)
    {
        var model = await store.FindAsync(site, version, cancel);
        if (model is null)
        {
            return ModelOutcome.Unknown($"site '{site}' has no model {version}");
        }

        if (model is { Status: ModelStatus.Candidate, Reason: null })
        {
            return ModelOutcome.Refused($"model {version} is being made; cancel its run instead");
        }

        if (!await store.DeleteAsync(site, version, Change(who, ModelAction.Deleted, ""), cancel))
        {
            return ModelOutcome.Refused($"model {version} is live; promote another one first");
        }

        folders.Delete(site, version);
        return ModelOutcome.Done(version);
    }

    private async Task<ModelOutcome> SwitchAsync(string site, string version, ModelChange change, CancellationToken cancel)
    {
        try
        {
            // Verifies what serving needs; the rest, many times larger, is verified when it is read.
            folders.Open(site, version).ReadLists();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return ModelOutcome.Refused($"model {version} cannot serve: {e.Message}");
        }

        await store.MakeLiveAsync(site, version, change, null, cancel);
        await loader.RefreshAsync(site, cancel);
        return ModelOutcome.Done(version);
    }

    private ModelChange Change(Author who, ModelAction action, string details) =>
        new() { At = clock.GetUtcNow(), Who = who.Name, WhoId = who.Id, Action = action, Details = details };

    private (ModelFolder? Folder, string? Problem) TryOpen(string site, string version)
    {
        try
        {
            return (folders.Open(site, version), null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }
}
