using System.Runtime.InteropServices;

namespace Recommender.Service.Delivery.Load;

/// <summary>
/// Gives back the memory of large bodies before more is taken. What is made of one is ten times its size and lives for a moment; the
/// collector by itself lets hundreds of megabytes of it pile up before it looks at them. Thread-safe.
/// </summary>
internal static partial class LargeGarbage
{
    // Bytes. Smaller bodies leave small garbage, which the collector finds soon.
    private const long Large = 256 * 1024;
    private const long Much = 2 * 1024 * 1024;

    private const int Looks = 100;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    private static long _bytes;
    private static bool _hasNoTrim = !OperatingSystem.IsLinux();

    /// <summary>
    /// Call it before a body is worked on. If several large ones came before, what they left is collected in the background, which stops
    /// no other request, and awaited for a second at most.
    /// </summary>
    /// <param name="bytes">The length of the body.</param>
    public static async Task CollectAsync(long bytes, CancellationToken cancel)
    {
        if (bytes < Large || Interlocked.Add(ref _bytes, bytes) < Much)
        {
            return;
        }

        Interlocked.Exchange(ref _bytes, 0);
        var before = Collections();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        for (var i = 0; i < Looks && Collections() == before; i++)
        {
            await Task.Delay(BetweenLooks, cancel);
        }

        Trim();
    }

    private static (long, long) Collections() =>
        (GC.GetGCMemoryInfo(GCKind.Background).Index, GC.GetGCMemoryInfo(GCKind.FullBlocking).Index);

    // The C library keeps the memory of SQLite's copies, in each thread's part of its heap.
    private static void Trim()
    {
        if (_hasNoTrim)
        {
            return;
        }

        try
        {
            _ = MallocTrim(0);
        }
        // Another C library, such as musl.
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            _hasNoTrim = true;
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);
}
