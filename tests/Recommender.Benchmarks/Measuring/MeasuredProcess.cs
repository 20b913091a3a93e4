using System.Diagnostics;
using System.Globalization;

namespace Recommender.Benchmarks.Measuring;

/// <summary>The cost of one run of the program.</summary>
/// <param name="Seconds">From start to exit.</param>
/// <param name="PeakBytes">
/// Peak resident memory: the sum of the peaks of the process and all descendants, which is an upper bound if they peak at different times.
/// </param>
internal readonly record struct ProcessCost(double Seconds, long PeakBytes)
{
    public string Megabytes => $"{PeakBytes / 1e6:0}";
}

/// <summary>Runs the real program as a process of its own and reads its memory from /proc (Linux).</summary>
internal static class MeasuredProcess
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <param name="folder">Working directory.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="cancel">Kills the process.</param>
    /// <exception cref="InvalidDataException">The program failed; the message is its last line of output.</exception>
    /// <exception cref="PlatformNotSupportedException">The system has no /proc.</exception>
    public static async Task<ProcessCost> RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("memory is read from /proc, which exists only on Linux");
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

    /// <summary>A figure in bytes from /proc; null if the process is ending and has none.</summary>
    /// <param name="figure">The kernel's name of the figure: VmRSS, VmHWM.</param>
    public static long? MemoryOf(int process, string figure) =>
        File.ReadLines($"/proc/{process}/status")
            .FirstOrDefault(line => line.StartsWith($"{figure}:", StringComparison.Ordinal)) is { } line
            ? 1024 * long.Parse(line.AsSpan(figure.Length + 1).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture)
            : null;

    private static void Sample(int process, Dictionary<int, long> peaks)
    {
        try
        {
            // The kernel keeps the peak (VmHWM), so a spike between two samples is not lost.
            if (MemoryOf(process, "VmHWM") is { } bytes)
            {
                peaks[process] = Math.Max(peaks.GetValueOrDefault(process), bytes);
            }

            foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
            {
                foreach (var child in File.ReadAllText($"{thread}/children")
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    Sample(int.Parse(child, CultureInfo.InvariantCulture), peaks);
                }
            }
        }
        catch (IOException)
        {
            // The process or one of its threads ended during the read.
        }
    }
}
