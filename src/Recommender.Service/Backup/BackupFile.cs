using System.IO.Compression;
using System.Security.Cryptography;

namespace Recommender.Service.Backup;

/// <summary>Reads a backup. No file in it is used before its hash is verified.</summary>
internal sealed class BackupFile : IDisposable
{
    // The zip has a directory of its own, in which each file takes as much as in the manifest.
    private const long ShortManifest = 1_000_000;
    private const int ManifestPart = 2;

    private readonly ZipArchive _zip;

    private BackupFile(ZipArchive zip, BackupManifest manifest) => (_zip, Manifest) = (zip, manifest);

    public BackupManifest Manifest { get; }

    /// <exception cref="BackupException">The file does not exist, is not a backup, is damaged or has another format.</exception>
    public static BackupFile Open(string file)
    {
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(file);
            var manifest = BackupManifest.FromJson(ReadManifest(zip, file));
            Check(zip, manifest, file);
            return new BackupFile(zip, manifest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            zip?.Dispose();
            throw new BackupException($"cannot read {file}: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            zip?.Dispose();
            throw new BackupException($"{file} is not a valid backup: {e.Message}", e);
        }
        catch (BackupException)
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <summary>Extracts one file.</summary>
    /// <param name="path">A path in the manifest.</param>
    /// <param name="to">The file to create.</param>
    /// <exception cref="BackupException">The content does not match the manifest, or cannot be written.</exception>
    public async Task ExtractAsync(string path, string to, CancellationToken cancel)
    {
        var (length, expected) = Manifest.Files[path];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await using var from = await _zip.GetEntry(path)!.OpenAsync(cancel);
            await using var file = OwnFolders.CreateFile(to);
            var buffer = new byte[128 * 1024];
            // However large it unpacks, no more is written than the manifest states.
            for (int count; (count = await from.ReadAsync(buffer, cancel)) > 0 && file.Length + count <= length;)
            {
                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), cancel);
            }

            if (file.Position == length && Convert.ToHexStringLower(hash.GetHashAndReset()) == expected)
            {
                return;
            }
        }
        catch (InvalidDataException e)
        {
            throw new BackupException($"{path} in the backup is damaged; nothing was restored", e);
        }
        // A full disk; a name that is too long there, or is that of a folder.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{path} in the backup cannot be unpacked: {e.Message}; nothing was restored", e);
        }

        throw new BackupException($"{path} in the backup is damaged; nothing was restored");
    }

    public void Dispose() => _zip.Dispose();

    private static string ReadManifest(ZipArchive zip, string file)
    {
        if (zip.GetEntry(BackupManifest.FileName) is not { } entry
            || entry.Length > ShortManifest + (ManifestPart * new FileInfo(file).Length))
        {
            throw new BackupException($"{file} is not a backup of recommender: it does not contain {BackupManifest.FileName}");
        }

        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    private static void Check(ZipArchive zip, BackupManifest manifest, string file)
    {
        if (manifest.Files.Keys.FirstOrDefault(path => !IsSafe(path)) is { } strange)
        {
            throw new BackupException($"{file} contains a file that does not belong in a backup: {strange}");
        }

        var entries = zip.Entries.Select(entry => entry.FullName).Where(name => name != BackupManifest.FileName).ToList();
        if (!manifest.Files.ContainsKey("data/recommender.db") || entries.Count != manifest.Files.Count
            || !entries.ToHashSet(StringComparer.Ordinal).SetEquals(manifest.Files.Keys))
        {
            throw new BackupException($"{file} does not match its {BackupManifest.FileName}");
        }
    }

    // Only in one of two folders, regardless of which paths the operating system accepts.
    private static bool IsSafe(string path) =>
        path.Split('/') is ["data" or "models", .. { Length: > 0 } parts]
        && parts.All(part => part is not ("" or "." or "..") && part.AsSpan().IndexOfAny("\\:\0") < 0);
}
