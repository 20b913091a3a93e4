using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Recommender.Service.Importing.Budgets;

/// <summary>A reading process: one request at a time, and killed when it takes too long or too much.</summary>
internal sealed class ReadProcess : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    /// <summary>On a busy machine, a request may wait this many times its limit.</summary>
    internal const int Patience = 6;

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    // Of the environment, only what the runtime needs.
    private static readonly string[] Kept = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LD_LIBRARY_PATH", "TZ", "LANG"];

    private readonly Process _process;
    private readonly long _bytes;
    private TimeSpan _before;
    private volatile bool _isUp;

    /// <param name="start">The program and its arguments.</param>
    /// <param name="megabytes">Its memory limit.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public ReadProcess(ProcessStartInfo start, int megabytes)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var name in start.Environment.Keys
            .Where(name => !Kept.Contains(name) && !name.StartsWith("DOTNET_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        // The heap has a limit of its own, so that running out of it is an answer; the rest of the process is small.
        start.Environment["DOTNET_GCHeapHardLimit"] = (megabytes * 1_000_000L).ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_GCgen0size"] = "2000000";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        _bytes = megabytes * 1_500_000L;
        _process = Process.Start(start)!;
        // A crash writes its stack trace there; the report has one line.
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        LowerPriority();
    }

    private Stream Answers => _process.StandardOutput.BaseStream;

    public bool HasEnded => _process.HasExited;

    /// <summary>Why the process was killed; null if it was not.</summary>
    public string? Verdict { get; private set; }

    /// <returns>Null if the process ended without an answer.</returns>
    /// <exception cref="OperationCanceledException">Nobody waits any more; the process was killed.</exception>
    public async Task<ReadAnswer?> AskAsync(ReadRequest request, CancellationToken cancel)
    {
        // In real time, not that of a test's clock.
        var watch = Stopwatch.StartNew();
        await using var looks = new Timer(_ => Look(watch.Elapsed, request.Limit), null, BetweenLooks, BetweenLooks);
        await using var stop = cancel.UnsafeRegister(_ => Kill("stopped"), null);
        try
        {
            if (!_isUp)
            {
                if (await ReadFrames.ReadAsync(Answers, FrameJson.Default.ReadAnswer, CancellationToken.None) is null)
                {
                    return null;
                }

                watch.Restart();
            }

            (_before, _isUp) = (_process.TotalProcessorTime, true);
            await ReadFrames.WriteAsync(_process.StandardInput.BaseStream, request, FrameJson.Default.ReadRequest, CancellationToken.None);
            return await ReadFrames.ReadAsync(Answers, FrameJson.Default.ReadAnswer, CancellationToken.None);
        }
        // It ended, while it was written to or looked at, or it sends something else than an answer.
        catch (Exception e) when (e is IOException or InvalidOperationException or Win32Exception or JsonException)
        {
            return null;
        }
        finally
        {
            cancel.ThrowIfCancellationRequested();
        }
    }

    public void Dispose()
    {
        Kill(null);
        _process.Dispose();
    }

    private void Look(TimeSpan elapsed, TimeSpan limit)
    {
        try
        {
            _process.Refresh();
            // Its own processor time: a busy machine must not cost articles.
            if (elapsed > (_isUp ? limit * Patience : LongestStart) || (_isUp && _process.TotalProcessorTime - _before > limit))
            {
                Kill($"it takes longer than {limit.TotalSeconds:0} s");
            }
            else if (_process.WorkingSet64 > _bytes)
            {
                Kill(ReadProcesses.TakesTooMuchMemory);
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    private void Kill(string? why)
    {
        try
        {
            if (!_process.HasExited)
            {
                Verdict ??= why;
                _process.Kill();
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    private void LowerPriority()
    {
        try
        {
            _process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended, or the system does not allow it: it reads at normal priority.
        }
    }
}
