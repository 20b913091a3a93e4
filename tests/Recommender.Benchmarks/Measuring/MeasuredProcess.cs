using System.Diagnostics;
using System.Globalization;

namespace Recommender.Benchmarks.Measuring;

/// <summary>What a run of the program cost.</summary>
/// <param name="Seconds">From start to exit.</param>
/// <param name="PeakBytes">Peak resident memory: the sum of the peaks of the process and of all its descendants, so never too low where they peak at different times.</param>
internal readonly record struct ProcessCost(double Seconds, long PeakBytes)
{
    public string Megabytes => $"{PeakBytes / 1e6:0}";
}

/// <summary>Runs the real program as a process of its own and watches its memory in /proc (Linux).</summary>
internal static class MeasuredProcess
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <param name="folder">Its working directory.</param>
    /// <param name="arguments">Its verb and what follows.</param>
    /// <param name="cancel">Kills it.</param>
    /// <exception cref="InvalidDataException">It failed; the message is the last line that it said.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no /proc.</exception>
    public static async Task<ProcessCost> RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("memory is read from /proc, which only Linux has");
        }

        var program = typeof(Service.Commands.CommandLine).Assembly.Location;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            var exit = process.WaitForExitAsync(cancel);
            var peaks = new Dictionary<int, long>();
            while (!exit.IsCompleted)
            {
                Sample(process.Id, peaks);
                await Task.WhenAny(exit, Task.Delay(Look, cancel));
            }

            await exit;
            var seconds = clock.Elapsed.TotalSeconds;
            await output;
            return process.ExitCode == 0
                ? new ProcessCost(seconds, peaks.Values.Sum())
                : throw new InvalidDataException($"recommender {arguments.First()} failed: {(await errors).Trim().Split('\n')[^1]}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>A figure in bytes of /proc; null where the process has none, since it ends.</summary>
    /// <param name="process">Its id.</param>
    /// <param name="figure">As the kernel calls it: VmRSS, VmHWM.</param>
    public static long? MemoryOf(int process, string figure) =>
        File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith($"{figure}:", StringComparison.Ordinal)) is { } line
            ? 1024 * long.Parse(line.AsSpan(figure.Length + 1).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture)
            : null;

    private static void Sample(int process, Dictionary<int, long> peaks)
    {
        try
        {
            // The kernel keeps the peak (VmHWM) itself: a spike between two looks is not lost.
            if (MemoryOf(process, "VmHWM") is { } bytes)
            {
                peaks[process] = Math.Max(peaks.GetValueOrDefault(process), bytes);
            }

            foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
            {
                foreach (var child in File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    Sample(int.Parse(child, CultureInfo.InvariantCulture), peaks);
                }
            }
        }
        catch (IOException)
        {
            // It, or one of its threads, ended while it was looked at.
        }
    }
}
