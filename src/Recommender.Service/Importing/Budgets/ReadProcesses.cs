using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Recommender.Service.Workers;

namespace Recommender.Service.Importing.Budgets;

/// <summary>
/// The reading processes of this program, at most one per processor. They are started when something needs one, and reused. Of large texts,
/// one at a time is read: the tree of megabytes of HTML takes hundreds.
/// </summary>
public sealed class ReadProcesses(IOptions<ReadingOptions> options) : IDisposable
{
    internal const string TakesTooMuchMemory = "it needs too much memory";

    // Characters.
    private const int Large = 1_000_000;

    private readonly ConcurrentBag<ReadProcess> _idle = [];
    private readonly SemaphoreSlim _free = new(Environment.ProcessorCount);
    private readonly SemaphoreSlim _large = new(1);
    private volatile bool _isDisposed;

    /// <summary>How to start a process. Tests replace it.</summary>
    internal Func<ProcessStartInfo> Program { get; init; } = () => OwnProgram.Start(ReadLoop.Verb);

    /// <summary>Reads in this process instead, without limits. Only fuzzing sets it.</summary>
    internal Func<ReadRequest, ReadAnswer>? Inline { get; init; }

    /// <summary>The longest time for one article or page.</summary>
    internal TimeSpan Limit => options.Value.Timeout;

    /// <returns>The answer, without <see cref="ReadAnswer.Error"/>.</returns>
    /// <exception cref="ReadingException">It cannot be read, or not within the limits.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    internal async Task<ReadAnswer> AskAsync(ReadRequest request, CancellationToken cancel)
    {
        if (Inline is not null)
        {
            return Checked(Inline(request), null);
        }

        if (!(request.Body?.Length > Large))
        {
            return await AskInTurnAsync(request, cancel);
        }

        await _large.WaitAsync(cancel);
        try
        {
            return await AskInTurnAsync(request, cancel);
        }
        finally
        {
            _large.Release();
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out var process))
        {
            process.Dispose();
        }
    }

    private async Task<ReadAnswer> AskInTurnAsync(ReadRequest request, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        try
        {
            while (true)
            {
                var (process, isNew) = Take();
                var answer = await TryAsync(process, request, cancel);
                // One that was idle may have ended just before.
                if (answer is not null || isNew || process.Verdict is not null)
                {
                    return Checked(answer, process.Verdict);
                }
            }
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task<ReadAnswer?> TryAsync(ReadProcess process, ReadRequest request, CancellationToken cancel)
    {
        var isGood = false;
        try
        {
            var answer = await process.AskAsync(request, cancel);
            isGood = answer is { IsExhausted: false } && process.Verdict is null && !_isDisposed;
            return answer;
        }
        finally
        {
            if (isGood)
            {
                _idle.Add(process);
            }
            else
            {
                process.Dispose();
            }
        }
    }

    private (ReadProcess Process, bool IsNew) Take()
    {
        while (_idle.TryTake(out var process))
        {
            if (!process.HasEnded)
            {
                return (process, false);
            }

            process.Dispose();
        }

        try
        {
            return (new ReadProcess(Program(), options.Value.MemoryMegabytes), true);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            throw new ReadingException($"it needs a process of its own, and none can be started: {e.Message}", e);
        }
    }

    private static ReadAnswer Checked(ReadAnswer? answer, string? verdict) => answer switch
    {
        { IsExhausted: true } => throw new ReadingException(TakesTooMuchMemory) { IsCostly = true },
        { Error: { } error } => throw new ReadingException(error),
        null => throw new ReadingException(verdict ?? "it ends the process that reads it") { IsCostly = true },
        _ => answer,
    };
}
