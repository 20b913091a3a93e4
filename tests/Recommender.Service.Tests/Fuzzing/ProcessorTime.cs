using System.Runtime.InteropServices;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>The processor time of this process, to compare two moments: on a busy machine, the clock says nothing about an input.</summary>
internal static partial class ProcessorTime
{
    private const int OfProcess = 2;

    public static TimeSpan Now => OperatingSystem.IsLinux() && ReadClock(OfProcess, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick)
        : System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Timespec time);

    private readonly record struct Timespec(long Seconds, long Nanoseconds);
}
