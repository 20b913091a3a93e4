using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Recommender.Service.Backup;

/// <summary>A backup being written: a zip file readable by its owner only, with a hash of each file in it.</summary>
internal sealed class BackupArchive : IAsyncDisposable
{
    private readonly Dictionary<string, BackedUpFile> _files = new(StringComparer.Ordinal);
    private readonly ZipArchive _zip;

    /// <param name="file">The file to write; replaced if it exists.</param>
    public BackupArchive(string file)
    {
        File.Delete(file);
        _zip = new ZipArchive(OwnFolders.CreateFile(file), ZipArchiveMode.Create);
    }

    public IReadOnlyDictionary<string, BackedUpFile> Files => _files;

    /// <param name="path">Its path in the backup, separated by '/'.</param>
    /// <returns>Its hash.</returns>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public async Task<string> AddAsync(string path, string file, CancellationToken cancel)
    {
        await using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var to = await _zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        long length = 0;
        for (int count; (count = await from.ReadAsync(buffer, cancel)) > 0;)
        {
            hash.AppendData(buffer, 0, count);
            await to.WriteAsync(buffer.AsMemory(0, count), cancel);
            length += count;
        }

        var added = new BackedUpFile(length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        _files.Add(path, added);
        return added.Hash;
    }

    /// <summary>Writes the manifest and closes the backup.</summary>
    public async Task EndAsync(BackupManifest manifest, CancellationToken cancel)
    {
        await using var entry = await _zip.CreateEntry(BackupManifest.FileName).OpenAsync(cancel);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(manifest.ToJson()), cancel);
    }

    public ValueTask DisposeAsync() => _zip.DisposeAsync();
}
