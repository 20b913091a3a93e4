using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Recommender.Service.Configuration;
using Recommender.Service.Storage;
using Recommender.Service.Workers;

namespace Recommender.Service.Training;

/// <summary>
/// Trains in a separate process at lower priority, so that serving keeps its memory and processor time. If this program ends, the run
/// resumes from its checkpoint at the next start.
/// </summary>
internal sealed partial class RunProcesses(
    IConfiguration configuration, IOptions<FolderOptions> folders, SiteSettings<RunOptions> options, WorkHealth health, TimeProvider clock,
    ILogger<RunProcesses> log) : IDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, long> _failed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Process> _bySite = new(StringComparer.Ordinal);

    /// <summary>False while a process started here works on the site, and for some time after one that failed.</summary>
    public bool MayStart(string site) =>
        !(_bySite.TryGetValue(site, out var process) && !process.HasExited)
        && !(_failed.TryGetValue(site, out var when) && clock.GetElapsedTime(when) < AfterFailure);

    /// <summary>Starts <c>recommender train</c> for the waiting run; the process reports its progress to the store.</summary>
    public void Start(string site)
    {
        var process = new Process { StartInfo = StartOf(site), EnableRaisingEvents = true };
        var said = new ConcurrentQueue<string>();
        process.ErrorDataReceived += (_, line) => Keep(said, line.Data);
        process.OutputDataReceived += (_, _) => { };
        process.Exited += (_, _) => TryTell(site, process, said);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        _bySite[site] = process;
        LowerPriority(process);
    }

    public void Dispose()
    {
        foreach (var process in _bySite.Values)
        {
            try
            {
                process.Kill();
            }
            catch (InvalidOperationException)
            {
                // It has already ended.
            }

            process.Dispose();
        }
    }

    private ProcessStartInfo StartOf(string site)
    {
        var start = OwnProgram.Start(
            "train", "--site", site, "--data", Path.GetFullPath(folders.Value.Data), "--models", Path.GetFullPath(folders.Value.Models));
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        // The settings of this program, from all sources, except those for signing in.
        foreach (var (key, value) in configuration.GetSection(FolderOptions.Section).AsEnumerable())
        {
            if (value is not null && !key.StartsWith("Recommender:SignIn", StringComparison.OrdinalIgnoreCase))
            {
                start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
            }
        }

        if (options.Of(site).MemoryMegabytes is > 0 and var megabytes)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = (megabytes * 1_000_000L).ToString("X", CultureInfo.InvariantCulture);
        }

        return start;
    }

    private void LowerPriority(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            LogNormalPriority(e);
        }
    }

    private static void Keep(ConcurrentQueue<string> said, string? line)
    {
        if (line is not null)
        {
            said.Enqueue(line);
            // The last line says why it failed.
            while (said.Count > 5)
            {
                said.TryDequeue(out _);
            }
        }
    }

    // On a thread of the pool, where an exception ends the program.
    private void TryTell(string site, Process process, ConcurrentQueue<string> said)
    {
        var duty = health.Of(site, "following its trainings");
        try
        {
            Tell(site, process, said);
            duty.Succeeded();
        }
        catch (Exception e)
        {
            // Whether the training succeeded is in the store.
            _failed[site] = clock.GetTimestamp();
            duty.Failed(e);
            LogNotFollowed(site, e);
        }
    }

    private void Tell(string site, Process process, ConcurrentQueue<string> said)
    {
        process.WaitForExit();
        var exit = process.ExitCode;
        if (exit == 0)
        {
            _failed.TryRemove(site, out _);
            LogDone(site);
        }
        else
        {
            _failed[site] = clock.GetTimestamp();
            LogFailed(site, exit, said.LastOrDefault() ?? "");
        }
    }

    [LoggerMessage(LogLevel.Debug, "A training keeps its normal priority")]
    private partial void LogNormalPriority(Exception reason);

    [LoggerMessage(LogLevel.Warning, "Site {Site}: cannot find out how its training ended; see: recommender runs list --site {Site}")]
    private partial void LogNotFollowed(string site, Exception reason);

    [LoggerMessage(LogLevel.Information, "Site {Site}: a new model is live")]
    private partial void LogDone(string site);

    [LoggerMessage(LogLevel.Warning, "Site {Site}: training ended with exit code {Exit}: {Said}")]
    private partial void LogFailed(string site, int exit, string said);
}
