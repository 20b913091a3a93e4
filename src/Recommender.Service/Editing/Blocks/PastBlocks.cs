using System.Globalization;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing.Blocks;

/// <summary>A site as it stood at a moment that has passed, as far as that is kept.</summary>
internal sealed class PastBlocks(SnapshotQuery query, RuleStore rules, ModelStore models, ModelFolders folders, SiteSnapshots snapshots) : IDisposable
{
    // A large site's lists take tens of megabytes: one question at a time.
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The site then, and in words what it is put together from.</summary>
    public async Task<(SiteSnapshot Snapshot, IReadOnlyList<string> Notes)> SnapshotAtAsync(string site, DateTimeOffset at, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var then = await rules.AtAsync(site, at, cancel);
            var version = await models.LiveVersionAtAsync(site, at, cancel);
            var (model, note) = version is null ? (null, "No model was live then.") : Load(site, version);
            var snapshot = SiteSnapshot.Of(site, 0, await query.CardsAtAsync(site, at, cancel)).WithModel(version, model, null).WithRules(then);
            return (snapshot,
            [
                note,
                .. then.Unreadable.IsEmpty ? (string[])[] : [$"{then.Unreadable.Length} more rules of then cannot be read by this program and are left out."],
                string.Create(CultureInfo.InvariantCulture, $"{then.Rules.Length} rules stood then on the whole site."),
                "Articles are those that had come by then and were neither withdrawn nor dated later; their titles, sections and tags, and the settings, are those of now.",
            ]);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private (ServedModel?, string) Load(string site, string version)
    {
        if (snapshots.Find(site)?.Model is { } served && served.Version == version)
        {
            return (served, $"Model {version} was live then and still is; what came after its training is in its lists as of now.");
        }

        try
        {
            var folder = folders.Open(site, version);
            return (new ServedModel(version, folder.Manifest, folder.ReadLists(), 0),
                $"Model {version} was live then; its lists are those of its training, without what came after.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return (null, $"Model {version} was live then, but its files are gone or damaged: what it picked cannot be told any more.");
        }
    }
}
