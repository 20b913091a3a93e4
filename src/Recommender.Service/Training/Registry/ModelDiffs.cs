using System.Text.Json;
using Recommender.Engine;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Models;
using Recommender.Service.Training.Gate;
using Recommender.Service.Web;

namespace Recommender.Service.Training.Registry;

/// <summary>Compares two models of a site.</summary>
public sealed class ModelDiffs(ModelFolders folders, SnapshotQuery query)
{
    private const int Shown = 10;

    /// <param name="from">The earlier model.</param>
    /// <param name="to">The later model.</param>
    /// <exception cref="InvalidDataException">One of them does not exist or cannot be read.</exception>
    public async Task<ModelDiff> OfAsync(string site, string from, string to, CancellationToken cancel = default)
    {
        var (before, after) = (Open(site, from), Open(site, to));
        var articles = await query.IndexAsync(site, cancel);
        var (old, lists) = (before.ReadLists(), after.ReadLists());
        var changes = ListChange.Of(lists, old, articles, []);
        var (known, now) = (old.Ids.ToHashSet(StringComparer.Ordinal), lists.Ids.ToHashSet(StringComparer.Ordinal));
        return new ModelDiff(from, to)
        {
            Added = now.Count(id => !known.Contains(id)),
            Removed = known.Count(id => !now.Contains(id)),
            Rewritten = Rewritten(before, after),
            Settings = [.. Settings(before.Manifest.Settings, after.Manifest.Settings)],
            Figures =
            [
                .. before.Manifest.Figures.Keys.Union(after.Manifest.Figures.Keys).Order(StringComparer.Ordinal)
                    .Select(name => new FigureDiff(name, Figure(before, name), Figure(after, name))),
            ],
            ChangedLists = ModelComparison.Changed(lists, old, articles),
            MostChanged = [.. changes.MostRead.Where(change => change.Changed > 0).OrderByDescending(change => change.Changed).Take(Shown)],
        };
    }

    private static int? Rewritten(ModelFolder before, ModelFolder after) =>
        before.ReadArticles() is { } old && after.ReadArticles() is { } now
            ? old.ByKey.Count(article => now.ByKey.TryGetValue(article.Key, out var other) && other.Sketch != article.Value.Sketch)
            : null;

    private static double? Figure(ModelFolder folder, string name) => folder.Manifest.Figures.TryGetValue(name, out var value)
        ? value : null;

    private static IEnumerable<SettingDiff> Settings(RankingOptions before, RankingOptions after)
    {
        var (old, now) = (JsonSerializer.SerializeToElement(before, ApiJson.Options),
            JsonSerializer.SerializeToElement(after, ApiJson.Options));
        return old.EnumerateObject().Select(
            setting => new SettingDiff(setting.Name, setting.Value.GetRawText(), now.GetProperty(setting.Name).GetRawText()))
            .Where(setting => setting.From != setting.To);
    }

    private ModelFolder Open(string site, string version)
    {
        try
        {
            return folders.Has(site, version)
                ? folders.Open(site, version) : throw new InvalidDataException($"model {version} of site '{site}' is not on disk");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"model {version} of site '{site}' cannot be read: {e.Message}", e);
        }
    }
}
