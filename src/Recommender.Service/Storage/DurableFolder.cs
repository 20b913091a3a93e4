using System.Runtime.InteropServices;

namespace Recommender.Service.Storage;

/// <summary>Makes files and the names of files survive a power cut.</summary>
internal static partial class DurableFolder
{
    private const int ReadOnly = 0;

    /// <summary>Flushes a folder with all that is in it.</summary>
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

    /// <summary>Writes a file so that it is there whole or not at all.</summary>
    public static void Write(string file, string text)
    {
        File.WriteAllText(file + ".tmp", text);
        Publish(file + ".tmp", file);
    }

    /// <summary>Puts a file that was written aside into its place, whole.</summary>
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

    /// <summary>Flushes a folder's entries. Windows needs no such thing and has none.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET opens no folders, so this asks the system itself.
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
