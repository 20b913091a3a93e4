using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Recommender.Service.Backup;

/// <summary>A backup while it is written: a zip file, for its owner alone, with a hash of each file in it.</summary>
internal sealed class BackupArchive : IAsyncDisposable
{
    private readonly Dictionary<string, BackedUpFile> _files = new(StringComparer.Ordinal);
    private readonly ZipArchive _zip;

    /// <param name="file">Where to; replaced where it is there.</param>
    public BackupArchive(string file)
    {
        File.Delete(file);
        _zip = new ZipArchive(OwnFolders.CreateFile(file), ZipArchiveMode.Create);
    }

    public IReadOnlyDictionary<string, BackedUpFile> Files => _files;

    /// <summary>Adds a file.</summary>
    /// <param name="path">Its path in the backup, parted by '/'.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Its hash.</returns>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
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

    /// <summary>Says what is in it. Nothing is added after.</summary>
    public async Task EndAsync(BackupManifest manifest, CancellationToken cancel)
    {
        await using var entry = await _zip.CreateEntry(BackupManifest.FileName).OpenAsync(cancel);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(manifest.ToJson()), cancel);
    }

    public ValueTask DisposeAsync() => _zip.DisposeAsync();
}
