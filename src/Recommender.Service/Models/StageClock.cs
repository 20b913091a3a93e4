using Recommender.Engine;

namespace Recommender.Service.Models;

/// <summary>Passes progress on and keeps how long each stage took.</summary>
internal sealed class StageClock(TimeProvider clock, IProgress<StageProgress>? next) : IProgress<StageProgress>
{
    private readonly Lock _lock = new();
    private readonly List<(string Stage, long Began)> _stages = [];

    public void Begin(string stage) => Report(new StageProgress(stage, 0, 0));

    public void Report(StageProgress value)
    {
        lock (_lock)
        {
            if (_stages.Count == 0 || _stages[^1].Stage != value.Stage)
            {
                _stages.Add((value.Stage, clock.GetTimestamp()));
            }
        }

        next?.Report(value);
    }

    /// <summary>Seconds from the start of each stage to the start of the one after it, the last one until now.</summary>
    public Dictionary<string, double> Seconds()
    {
        lock (_lock)
        {
            var ends = _stages.Skip(1).Select(stage => stage.Began).Append(clock.GetTimestamp());
            return _stages.Zip(ends, (stage, end) => (stage.Stage, Taken: clock.GetElapsedTime(stage.Began, end).TotalSeconds))
                .GroupBy(stage => stage.Stage)
                .ToDictionary(stage => stage.Key, stage => Math.Round(stage.Sum(part => part.Taken), 3));
        }
    }
}
