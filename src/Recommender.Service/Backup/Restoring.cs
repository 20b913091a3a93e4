using Recommender.Service.Blocks.Loading;
using Recommender.Service.Models;
using Recommender.Service.Storage;

namespace Recommender.Service.Backup;

/// <summary>
/// Puts a backup in its place: all is unpacked and checked beside it first, and the store comes last, so that what is there without a store
/// was not restored to its end.
/// </summary>
internal sealed class Restoring(BackupFile backup, string data, string models)
{
    private const string StoreFile = "data/recommender.db";
    private static readonly string[] StoreFiles = ["", "-wal", "-shm", "-journal"];

    private readonly string _dataAside = Path.Combine(data, ".restoring");
    private readonly string _modelsAside = Path.Combine(models, ".restoring");

    /// <param name="force">What is there is replaced; what the backup does not hold stays.</param>
    /// <param name="cancel">Stops the work before anything is put in its place.</param>
    /// <exception cref="BackupException">It cannot be restored; nothing was changed.</exception>
    public async Task RunAsync(bool force, CancellationToken cancel)
    {
        DeleteAside();
        CheckTarget(force);
        try
        {
            OwnFolders.Create(_dataAside);
            OwnFolders.Create(_modelsAside);
            foreach (var path in backup.Manifest.Files.Keys)
            {
                OwnFolders.Create(Path.GetDirectoryName(AsideOf(path))!);
                await backup.ExtractAsync(path, AsideOf(path), cancel);
            }

            await CheckAsync(cancel);
            cancel.ThrowIfCancellationRequested();
            Place();
        }
        finally
        {
            DeleteAside();
        }
    }

    private void CheckTarget(bool force)
    {
        string[] folders = [data, models];
        if (!force && folders.FirstOrDefault(
            folder => Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) is { } full)
        {
            throw new BackupException(
                $"{full} is not empty; restore into new folders (--data DIR --models DIR), or replace what is there with --force");
        }

        if (Database.IsInUse(data))
        {
            throw new BackupException($"{Database.FileIn(data)} is in use: stop what serves or trains on it first");
        }
    }

    private async Task CheckAsync(CancellationToken cancel)
    {
        if (Database.ProblemOf(AsideOf(StoreFile)) is { } problem)
        {
            throw new BackupException($"the backup cannot be restored: {problem}");
        }

        using var store = Database.At(AsideOf(StoreFile));
        foreach (var head in await new SnapshotQuery(store).HeadsAsync(cancel))
        {
            if (head.ModelVersion is not { } version)
            {
                continue;
            }

            try
            {
                ModelFolder.Open(AsideOf($"models/{head.Site}/{version}")).VerifyAll();
            }
            catch (InvalidDataException e)
            {
                throw new BackupException(
                    $"the backup cannot be restored: the live model of site {head.Site} is missing, damaged or of another version of " +
                    $"recommender: {e.Message}", e);
            }
        }
    }

    private void Place()
    {
        DurableFolder.FlushAll(_dataAside);
        DurableFolder.FlushAll(_modelsAside);
        foreach (var old in StoreFiles.Select(suffix => Database.FileIn(data) + suffix))
        {
            File.Delete(old);
        }

        // Models first, the store last.
        foreach (var path in backup.Manifest.Files.Keys.OrderByDescending(path => path, StringComparer.Ordinal)
            .OrderBy(path => path == StoreFile))
        {
            var place = PlaceOf(path);
            OwnFolders.Create(Path.GetDirectoryName(place)!);
            File.Move(AsideOf(path), place, overwrite: true);
        }

        foreach (var folder in backup.Manifest.Files.Keys.Select(path => Path.GetDirectoryName(PlaceOf(path))!).Distinct())
        {
            DurableFolder.Flush(folder);
        }
    }

    private string AsideOf(string path) =>
        Path.Combine(path.StartsWith("data/", StringComparison.Ordinal) ? _dataAside : _modelsAside, path[(path.IndexOf('/') + 1)..]);

    private string PlaceOf(string path) =>
        Path.Combine(path.StartsWith("data/", StringComparison.Ordinal) ? data : models, path[(path.IndexOf('/') + 1)..]);

    private void DeleteAside()
    {
        foreach (var folder in new[] { _dataAside, _modelsAside }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
