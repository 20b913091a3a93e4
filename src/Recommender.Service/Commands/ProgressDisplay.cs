using Recommender.Service.Workers;
using Spectre.Console;

namespace Recommender.Service.Commands;

/// <summary>
/// Shows the progress of long work: bars on a terminal, one plain line per stage elsewhere; nothing for work shorter than two seconds.
/// </summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(10);

    public static async Task<T> RunAsync<T>(TextWriter error, TimeProvider clock, Func<IProgress<WorkProgress>, Task<T>> work)
    {
        var latest = new LatestStages();
        var task = work(latest);
        if (await Task.WhenAny(task, Task.Delay(Patience, clock)) != task)
        {
            // Only the process's own standard error can be a terminal.
            await (ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected
                ? ShowBarsAsync(latest, task, clock)
                : WriteLinesAsync(latest, task, error, clock));
        }

        return await task;
    }

    private static async Task ShowBarsAsync(LatestStages latest, Task work, TimeProvider clock)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var bars = new Dictionary<string, ProgressTask>();
        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                do
                {
                    await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(100), clock));
                    foreach (var stage in latest.All())
                    {
                        if (!bars.TryGetValue(stage.Stage, out var bar))
                        {
                            bars.Values.LastOrDefault()?.StopTask();
                            bars[stage.Stage] = bar = context.AddTask(Markup.Escape(stage.Stage));
                        }

                        bar.Description = Markup.Escape(stage is { Total: > 0, Left: null } ? stage.Stage : Words(stage));
                        (bar.IsIndeterminate, bar.MaxValue, bar.Value) = (stage.Total == 0, Math.Max(1, stage.Total), stage.Done);
                    }
                }
                while (!work.IsCompleted);
            });
    }

    private static async Task WriteLinesAsync(LatestStages latest, Task work, TextWriter error, TimeProvider clock)
    {
        var told = new Dictionary<string, long>();
        do
        {
            foreach (var stage in latest.All())
            {
                var isNew = !told.TryGetValue(stage.Stage, out var when);
                if (isNew || (stage == latest.All()[^1] && clock.GetElapsedTime(when) > Reminder))
                {
                    told[stage.Stage] = clock.GetTimestamp();
                    await error.WriteLineAsync(Words(stage));
                }
            }

            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(200), clock));
        }
        while (!work.IsCompleted);
    }

    private static string Words(WorkProgress stage) => stage switch
    {
        { Total: > 0, Left: { } left } => $"{stage.Stage}: {stage.Done} of {stage.Total}, {Durations.About(left)} left",
        { Total: > 0 } => $"{stage.Stage}: {stage.Done} of {stage.Total}",
        { Done: > 0 } => $"{stage.Stage}: {stage.Done}",
        _ => stage.Stage,
    };

    /// <summary>Keeps the last report of each stage: work reports far more often than a screen is drawn.</summary>
    private sealed class LatestStages : IProgress<WorkProgress>
    {
        private readonly Lock _lock = new();
        private readonly List<WorkProgress> _stages = [];

        public void Report(WorkProgress value)
        {
            lock (_lock)
            {
                var at = _stages.FindIndex(stage => stage.Stage == value.Stage);
                if (at < 0)
                {
                    _stages.Add(value);
                }
                else
                {
                    _stages[at] = value;
                }
            }
        }

        public List<WorkProgress> All()
        {
            lock (_lock)
            {
                return [.. _stages];
            }
        }
    }
}
