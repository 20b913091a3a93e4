using System.Runtime.InteropServices;

namespace Recommender.Service.Models;

/// <summary>Makes files and the names of files survive a power cut.</summary>
internal static partial class DurableFolder
{
    private const int ReadOnly = 0;

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
