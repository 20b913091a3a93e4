using Dapper;
using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Models;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Durability;

/// <summary>The content of a store and its models, read after checking their integrity.</summary>
internal sealed record StoreState(IReadOnlyDictionary<string, string> Hashes, IReadOnlyList<ModelRecord> Models)
{
    private const string Site = SiteStore.Default;

    public static StoreState Empty { get; } = new(new Dictionary<string, string>(), []);

    public string? Live => Models.SingleOrDefault(model => model.Status == ModelStatus.Live)?.Version;

    /// <param name="data">The data folder, of which a copy is read.</param>
    /// <exception cref="DurabilityException">Something is damaged.</exception>
    public static async Task<StoreState> ReadAsync(string data, string models)
    {
        if (!File.Exists(Database.FileIn(data)))
        {
            return Empty;
        }

        using var copy = new StoreCopy(data);
        var state = new StoreState(await ArticlesAsync(copy.Database), await new ModelStore(copy.Database).ListAsync(Site));
        CheckLiveModel(state, models);
        return state;
    }

    public static string ModelFolderOf(string models, string version) => Path.Combine(models, Site, version);

    /// <summary>Checks that a completed training left no incomplete folders or candidates.</summary>
    public void CheckNoLeftovers(string models)
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(models, Site)).Select(Path.GetFileName).Order().ToList();
        var kept = Models.Where(model => model.Status == ModelStatus.Live)
            .Concat(Models.Where(model => model.Status == ModelStatus.Retired).Take(new ModelOptions().KeepRetired))
            .Select(model => model.Version).Order().ToList();
        Check(folders.SequenceEqual(kept), $"the folders are {string.Join(' ', folders)} and should be {string.Join(' ', kept)}");
        Check(Models.All(model => model.Status != ModelStatus.Candidate), "a candidate was left");
    }

    public static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new DurabilityException(otherwise);
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> ArticlesAsync(Database database)
    {
        await using var connection = await database.ConnectAsync();
        Check(await connection.ExecuteScalarAsync<string>("pragma integrity_check") == "ok", "integrity_check fails");
        Check(!(await connection.QueryAsync("pragma foreign_key_check")).Any(), "foreign_key_check fails");
        var rows = (await connection.QueryAsync<(string SourceId, string Hash)>(
            "select source_id, content_hash from article where withdrawn is null")).ToDictionary(row => row.SourceId, row => row.Hash);
        var complete = 0;
        await foreach (var article in new ArticleStore(database, TimeProvider.System).ReadAllAsync(Site))
        {
            Check(ContentHash.Of(article) == rows[article.SourceId], $"{article.SourceId} does not match its hash");
            complete++;
        }

        Check(complete == rows.Count, $"{rows.Count - complete} articles have no body");
        var (revision, newest) = (await connection.QueryAsync<(long, long)>(
            "select revision, (select coalesce(max(revision), 0) from article) from site")).SingleOrDefault();
        Check(revision == newest, $"the site is at revision {revision}, its articles are at {newest}");
        return rows;
    }

    private static void CheckLiveModel(StoreState state, string models)
    {
        Check(state.Models.Count(model => model.Status == ModelStatus.Live) <= 1, "two models are live");
        if (state.Live is not { } live)
        {
            return;
        }

        var folder = new ModelFolders(Options.Create(new FolderOptions { Models = models })).Open(Site, live);
        Check(folder.Manifest.Version == live, "the live model's manifest belongs to another model");
        Check(
            ModelFolder.Hash(ModelFolderOf(models, live)).Keys.Order()
                .SequenceEqual(folder.Manifest.Files.Keys.Append(ModelManifest.FileName).Order()),
            "the live model's files are not those in its manifest");
        folder.ReadLists();
        folder.ReadModel();
    }
}

/// <summary>Data was lost, damaged or different.</summary>
internal sealed class DurabilityException(string message) : Exception(message);
