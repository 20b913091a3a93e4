using System.Runtime.InteropServices;

namespace Recommender.Service.Storage;

/// <summary>Makes files and directory entries survive a power failure.</summary>
internal static partial class DurableFolder
{
    private const int ReadOnly = 0;

    /// <summary>Flushes a folder with its whole content.</summary>
    public static void FlushAll(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            FlushFile(file);
        }

        foreach (var part in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
        {
            Flush(part);
        }
    }

    /// <summary>Writes a file completely or not at all.</summary>
    public static void Write(string file, string text)
    {
        File.WriteAllText(file + ".tmp", text);
        Publish(file + ".tmp", file);
    }

    /// <summary>Moves a completely written temporary file to its final name.</summary>
    public static void Publish(string aside, string file)
    {
        FlushFile(aside);
        File.Move(aside, file, overwrite: true);
        Flush(Path.GetDirectoryName(file)!);
    }

    public static void FlushFile(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Flushes a folder's entries. A no-op on Windows, which has no such call.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET cannot open folders, so this calls libc directly.
        var handle = Open(folder, ReadOnly);
        if (handle < 0)
        {
            throw new IOException($"cannot open {folder} to flush it");
        }

        _ = Sync(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
