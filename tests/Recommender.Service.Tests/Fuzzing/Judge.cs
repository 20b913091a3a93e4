using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>
/// Gives an input to its readers and compares the costs with its budget. What seems to be above is measured again, more exactly: processor
/// time as the smallest of three, and the memory that is in use at any moment.
/// </summary>
/// <param name="times">The budget of time is multiplied by this.</param>
internal sealed partial class Judge(FuzzGroup group, double times = 1)
{
    private const int Again = 3;

    /// <summary>Inputs that a reading process would have needed more than its share for, but no more than its limits.</summary>
    public int Costly { get; private set; }

    /// <summary>The processor time of the last input.</summary>
    public TimeSpan Last { get; private set; }

    public Verdict Of(byte[] input)
    {
        var (allocated, start) = (GC.GetTotalAllocatedBytes(), ProcessorTime.Now);
        if (CrashOf(input) is { } crash)
        {
            return crash;
        }

        var (time, memory) = (ProcessorTime.Now - start, GC.GetTotalAllocatedBytes() - allocated);
        var (inside, outside) = (group.Inside.Time, time - group.Inside.Time);
        Last = time;
        if (inside > Budget.Time(input.Length) || group.Inside.Memory > Budget.Memory(input.Length))
        {
            Costly++;
        }

        return outside > Budget.Time(input.Length) * times && Slow(input) is { } slow ? slow
            : memory - group.Inside.Memory > Budget.Memory(input.Length) && Large(input) is { } large ? large
            : Verdict.Good;
    }

    private Verdict? CrashOf(byte[] input)
    {
        group.Inside.Clear();
        try
        {
            group.ReadAsync(input).GetAwaiter().GetResult();
            return null;
        }
        // Whatever the readers themselves do not turn into an answer.
        catch (Exception e)
        {
            return new Verdict("crash", $"{e.GetType().Name} {Place(e)}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static string Place(Exception e) => e.GetBaseException().StackTrace?.Split('\n').Select(line => Method().Match(line))
        .FirstOrDefault(found => found.Success && !found.Value.Contains("Fuzzing", StringComparison.Ordinal))?.Groups[1].Value ?? "?";

    private Verdict? Slow(byte[] input)
    {
        var least = TimeSpan.MaxValue;
        for (var i = 0; i < Again; i++)
        {
            var before = ProcessorTime.Now;
            CrashOf(input);
            var time = ProcessorTime.Now - before - group.Inside.Time;
            least = time < least ? time : least;
        }

        return least > Budget.Time(input.Length) * times
            ? new Verdict("slow", string.Create(CultureInfo.InvariantCulture, $"{least.TotalSeconds:0.0} s for {input.Length:N0} bytes"))
            : null;
    }

    private Verdict? Large(byte[] input)
    {
        var most = MostInUse(() => CrashOf(input));
        return most - group.Inside.Memory > Budget.Memory(input.Length)
            ? new Verdict("memory", string.Create(CultureInfo.InvariantCulture, $"{most / 1e6:0} MB for {input.Length:N0} bytes"))
            : null;
    }

    /// <summary>The memory that work has in use at any moment, in bytes beyond what was in use before.</summary>
    private static long MostInUse(Action work)
    {
        var (before, most, isOver) = (GC.GetTotalMemory(forceFullCollection: true), 0L, false);
        var watching = Task.Factory.StartNew(
            () =>
            {
                while (!Volatile.Read(ref isOver))
                {
                    var start = Stopwatch.GetTimestamp();
                    GC.Collect(2, GCCollectionMode.Forced, blocking: true);
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
                    // Half of the time is for the work.
                    Thread.Sleep(Stopwatch.GetElapsedTime(start));
                }
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        work();
        Volatile.Write(ref isOver, true);
        watching.GetAwaiter().GetResult();
        return most;
    }

    [GeneratedRegex(@"^\s*at ([\w.<>`]+\.[\w.<>`|]+)\(")]
    private static partial Regex Method();
}
