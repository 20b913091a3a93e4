using Recommender.Service.Blocks.Loading;
using Recommender.Service.Models;
using Recommender.Service.Storage;

namespace Recommender.Service.Backup;

/// <summary>
/// Restores a backup: first unpacks and verifies everything in temporary folders, then moves it into place, the store last. A data folder
/// without a store was therefore not restored completely.
/// </summary>
internal sealed class Restoring(BackupFile backup, string data, string models)
{
    private const long Megabyte = 1_000_000;
    private const string StoreFile = "data/recommender.db";
    private static readonly string[] StoreFiles = ["", "-wal", "-shm", "-journal"];

    private readonly string _dataAside = Path.Combine(data, ".restoring");
    private readonly string _modelsAside = Path.Combine(models, ".restoring");

    /// <param name="force">Replace existing files; files that are not in the backup remain.</param>
    /// <param name="cancel">Cancels before anything is moved into place.</param>
    /// <exception cref="BackupException">The backup cannot be restored; nothing was changed.</exception>
    public async Task RunAsync(bool force, CancellationToken cancel)
    {
        DeleteAside();
        CheckTarget(force);
        try
        {
            OwnFolders.Create(_dataAside);
            OwnFolders.Create(_modelsAside);
            CheckSpace(_dataAside);
            CheckSpace(_modelsAside);
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
        if (!force && new[] { data, models }.FirstOrDefault(
            folder => Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) is { } full)
        {
            throw new BackupException($"{full} is not empty; restore into new folders (--data DIR --models DIR), or replace the existing "
                + $"files with --force");
        }

        if (Database.IsInUse(data))
        {
            throw new BackupException($"{Database.FileIn(data)} is in use: first stop the processes that serve or train on it");
        }
    }

    // A full disk would stop whatever else writes to it.
    private void CheckSpace(string folder)
    {
        var needed = backup.Manifest.Files.Where(file => AsideOf(file.Key).StartsWith(folder, StringComparison.Ordinal))
            .Sum(file => (decimal)file.Value.Length);
        try
        {
            var free = new DriveInfo(folder).AvailableFreeSpace;
            if (needed > free)
            {
                throw new BackupException(
                    $"{Path.GetDirectoryName(folder)} needs {needed / Megabyte:N0} MB for this backup, and has {free / Megabyte:N0} MB "
                    + $"free; nothing was restored");
            }
        }
        // Some systems do not say; a full disk is reported when it is met.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return;
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
                throw new BackupException($"the backup cannot be restored: the live model of site {head.Site} is missing, damaged or "
                    + $"from another version of recommender: {e.Message}", e);
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
