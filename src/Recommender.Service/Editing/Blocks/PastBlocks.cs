using System.Globalization;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing.Blocks;

/// <summary>A site at a past moment, as far as it is known.</summary>
internal sealed class PastBlocks(
    SnapshotQuery query, RuleStore rules, ModelStore models, ModelFolders folders, SiteSnapshots snapshots) : IDisposable
{
    // A large site's lists take tens of megabytes: one request at a time.
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The site at that moment, and notes about what it is made of.</summary>
    public async Task<(SiteSnapshot Snapshot, IReadOnlyList<string> Notes)> SnapshotAtAsync(
        string site, DateTimeOffset at, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var then = await rules.AtAsync(site, at, cancel);
            var version = await models.LiveVersionAtAsync(site, at, cancel);
            var (model, note) = version is null ? (null, "No model was live then.") : Load(site, version);
            var cards = await query.CardsAtAsync(site, at, cancel);
            var articles = query.IndexOf(site, cards, await query.AliasesSinceAsync(site, 0, cancel));
            return (SiteSnapshot.Of(site, 0, articles).WithModel(version, model, null).WithRules(then),
            [
                note,
                .. then.Unreadable.IsEmpty
                    ? (string[])[] : [$"This program cannot read {then.Unreadable.Length} more rules of that time; they are left out."],
                string.Create(CultureInfo.InvariantCulture, $"The whole site had {then.Rules.Length} rules then."),
                "The articles are those that the site had by then and that were neither withdrawn nor dated later; their titles, sections "
                    + "and tags, and the settings, are the current ones.",
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
            return (served, $"Model {version} was live then and still is; its lists are the current ones, with later articles.");
        }

        try
        {
            var folder = folders.Open(site, version);
            return (new ServedModel(version, folder.Manifest, folder.ReadLists(), 0),
                $"Model {version} was live then; its lists are those of its training, without later articles.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return (null, $"Model {version} was live then, but its files are gone or damaged: its picks are not known.");
        }
    }
}
