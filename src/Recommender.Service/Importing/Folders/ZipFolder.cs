using System.IO.Compression;

namespace Recommender.Service.Importing.Folders;

/// <summary>
/// A zip file, unpacked to a temporary folder that is deleted on disposal. Names in it become harmless ones below that folder; pictures and
/// the like are not unpacked.
/// </summary>
internal sealed class ZipFolder : IDisposable
{
    private const int MostEntries = 200_000;
    private const int LongestPath = 400;
    private const long MostBytes = 4_000_000_000;

    private ZipFolder(string path) => Path = path;

    /// <summary>The temporary folder.</summary>
    public string Path { get; }

    /// <summary>Number of entries that were not unpacked.</summary>
    public int LeftOut { get; private set; }

    /// <exception cref="ImportException">It is damaged, encrypted, or unpacks to more than is allowed.</exception>
    public static ZipFolder Unpack(string file, string name, CancellationToken cancel)
    {
        var folder = new ZipFolder(Directory.CreateTempSubdirectory("recommender-zip-").FullName);
        try
        {
            using var archive = ZipFile.OpenRead(file);
            folder.Unpack(archive, name, new FileInfo(file).Length, cancel);
            return folder;
        }
        catch (Exception e)
        {
            folder.Dispose();
            throw e is InvalidDataException or NotSupportedException
                ? new ImportException($"{name}: is a zip file, but damaged or of an unknown kind: {e.Message}", e) : e;
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        // The system empties its temporary folder.
        catch (IOException)
        {
        }
    }

    private void Unpack(ZipArchive archive, string name, long packed, CancellationToken cancel)
    {
        if (archive.Entries.Count > MostEntries)
        {
            throw new ImportException($"{name}: is a zip file with more than {MostEntries:N0} files, which is not allowed");
        }

        var left = Math.Min(MostBytes, Math.Max(ImportLimits.ExpandedBytes, packed * ImportLimits.Expansion));
        foreach (var entry in archive.Entries.Where(entry => entry.Name.Length > 0))
        {
            cancel.ThrowIfCancellationRequested();
            if (Harmless(entry.FullName) is not { } path || KnownFiles.HoldNoText(path))
            {
                LeftOut++;
                continue;
            }

            if (entry.IsEncrypted)
            {
                throw new ImportException($"{name}: is an encrypted zip file; unpack it first");
            }

            var target = System.IO.Path.Combine(Path, path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            using var from = entry.Open();
            using var to = new FileStream(target, FileMode.CreateNew);
            left -= Copy(from, to, left, name, cancel);
        }
    }

    private static long Copy(Stream from, Stream to, long most, string name, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        var all = 0L;
        for (int count; (count = from.Read(buffer, 0, buffer.Length)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            all += count;
            if (all > most)
            {
                throw new ImportException($"{name}: is a zip file that unpacks to more than is allowed (a hundredfold, at most "
                    + $"{MostBytes / 1_000_000:N0} MB)");
            }

            to.Write(buffer, 0, count);
        }

        return all;
    }

    // Null for a name that is none, or that an unpacked file has already.
    private string? Harmless(string name)
    {
        var parts = name.Split('/', '\\').Where(part => part.Length > 0 && part != ".").ToList();
        var path = string.Join('/', parts);
        return parts.Count == 0 || path.Length > LongestPath || parts.Contains("..") || parts[0].Contains(':', StringComparison.Ordinal)
            || parts[0] == "__MACOSX" || path.Any(char.IsControl) || parts.Any(part => part.Length > 200)
            || Directory.Exists(System.IO.Path.Combine(Path, path)) || File.Exists(System.IO.Path.Combine(Path, path))
            || Enumerable.Range(1, parts.Count - 1).Any(i => File.Exists(System.IO.Path.Combine([Path, .. parts.Take(i)])))
            ? null : path;
    }
}
