using System.Globalization;
using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Models;
using Recommender.Service.People;
using Recommender.Service.Storage;

namespace Recommender.Service.Backup;

/// <summary>
/// Writes a consistent backup of an installation, running or not, to one file: the store at one moment, the models live at that moment, and
/// the other files of the data folder. Other models are left out.
/// </summary>
public sealed class BackupWriter(Database database, ModelFolders models, IOptions<FolderOptions> folders, TimeProvider clock)
{
    // A live model can be retired and deleted while it is copied: then everything restarts with the newer one.
    private const int Attempts = 5;

    private readonly string _data = Path.GetFullPath(folders.Value.Data);
    private readonly string _models = Path.GetFullPath(folders.Value.Models);

    /// <param name="target">A file that does not exist yet, or an existing folder, in which the backup is named by the time.</param>
    /// <param name="cancel">Cancels the backup and deletes what was written.</param>
    /// <exception cref="BackupException">The backup cannot be made.</exception>
    public async Task<BackupReport> WriteAsync(string target, CancellationToken cancel = default)
    {
        var file = FileOf(target);
        var work = file + ".tmp";
        OwnFolders.Create(work);
        try
        {
            var archive = Path.Combine(work, "backup.zip");
            var manifest = await PackAsync(work, archive, cancel);
            DurableFolder.Publish(archive, file);
            return new BackupReport(file, new FileInfo(file).Length, manifest.Models);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private string FileOf(string target)
    {
        var file = Path.GetFullPath(target);
        if (Directory.Exists(file) || Path.EndsInDirectorySeparator(target))
        {
            file = Path.Combine(file, string.Create(
                CultureInfo.InvariantCulture, $"recommender-{clock.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmss}.zip"));
        }

        return OwnFolders.IsWithin(file, _data) || OwnFolders.IsWithin(file, _models)
            ? throw new BackupException($"{file} is inside the folders to back up; choose a path outside {_data} and {_models}")
            : File.Exists(file) ? throw new BackupException($"{file} already exists; choose another file")
            : file;
    }

    private async Task<BackupManifest> PackAsync(string work, string archive, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var store = Path.Combine(work, $"store-{attempt}.db");
            using var copy = await database.CopyToAsync(store, cancel);
            var live = await LiveAsync(copy, cancel);
            try
            {
                return await PackAsync(archive, store, live, cancel);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or InvalidDataException)
            {
                if (attempt == Attempts || (await LiveAsync(database, cancel)).SequenceEqual(live))
                {
                    throw new BackupException($"{e.Message}; a damaged live model cannot be backed up: make another one live "
                        + $"(recommender models rollback) or train", e);
                }
            }
        }
    }

    private async Task<BackupManifest> PackAsync(
        string archive, string store, SortedDictionary<string, string?> live, CancellationToken cancel)
    {
        await using var backup = new BackupArchive(archive);
        await backup.AddAsync("data/recommender.db", store, cancel);
        foreach (var (site, version) in live)
        {
            if (version is not null)
            {
                await AddModelAsync(backup, site, version, cancel);
            }
        }

        foreach (var file in DataFiles())
        {
            try
            {
                await backup.AddAsync($"data/{PathIn(_data, file)}", file, cancel);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // An old report that was deleted in the meantime.
            }
        }

        var manifest = new BackupManifest
        {
            Format = BackupManifest.CurrentFormat, Program = ProgramVersion.Text, Created = clock.GetUtcNow(), Models = live,
            Files = backup.Files,
        };
        await backup.EndAsync(manifest, cancel);
        return manifest;
    }

    private async Task AddModelAsync(BackupArchive backup, string site, string version, CancellationToken cancel)
    {
        var manifest = models.Open(site, version).Manifest;
        var folder = models.Of(site, version);
        await backup.AddAsync($"models/{site}/{version}/{ModelManifest.FileName}", Path.Combine(folder, ModelManifest.FileName), cancel);
        foreach (var (name, hash) in manifest.Files)
        {
            if (await backup.AddAsync($"models/{site}/{version}/{name}", Path.Combine(folder, name), cancel) != hash)
            {
                throw new InvalidDataException($"{Path.Combine(folder, name)} is damaged");
            }
        }
    }

    // The store's auxiliary files are part of its copy; temporary files are not backed up.
    private IEnumerable<string> DataFiles() => Directory
        .EnumerateFiles(_data, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Where(file => !PathIn(_data, file).StartsWith(Path.GetFileName(Database.FileIn(_data)), StringComparison.Ordinal)
            && !file.EndsWith(".tmp", StringComparison.Ordinal) && Path.GetFileName(file) != FirstAdministratorLink.FileName
            && !OwnFolders.IsWithin(file, _models));

    private static async Task<SortedDictionary<string, string?>> LiveAsync(Database store, CancellationToken cancel) =>
        new((await new SnapshotQuery(store).HeadsAsync(cancel)).ToDictionary(head => head.Site, head => head.ModelVersion),
            StringComparer.Ordinal);

    private static string PathIn(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');
}
