using System.Diagnostics;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>What beacons reported: acknowledged, and without an answer; compared with the stored sums.</summary>
internal sealed class BeaconTally
{
    /// <summary>The documented time of counting that a crash may lose.</summary>
    public static readonly TimeSpan MayLose = TimeSpan.FromSeconds(5);

    // On a machine that is busy with other work a write may take longer. What is lost beyond the documented time is counted.
    private const int Allowance = 5;

    private readonly Lock _lock = new();
    private readonly List<(string Count, long At)> _acknowledged = [];
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private Dictionary<string, long> _stored = new(StringComparer.Ordinal);

    /// <summary>Counts that were acknowledged and lost.</summary>
    public long Lost { get; private set; }

    /// <summary>Those of them that were older than <see cref="MayLose"/> at the kill.</summary>
    public long LostLate { get; private set; }

    /// <summary>All acknowledged counts.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>The age of the oldest lost count at the kill, by the interval between writes.</summary>
    public SortedDictionary<TimeSpan, TimeSpan> OldestLost { get; } = [];

    public void Send(IReadOnlyList<string> counts)
    {
        lock (_lock)
        {
            foreach (var count in counts)
            {
                _open[count] = _open.GetValueOrDefault(count) + 1;
            }
        }
    }

    /// <param name="isDone">False if the beacon was refused.</param>
    public void Answered(IReadOnlyList<string> counts, bool isDone)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_lock)
        {
            foreach (var count in counts)
            {
                _open[count]--;
                if (isDone)
                {
                    _acknowledged.Add((count, now));
                }
            }
        }
    }

    /// <summary>Compares the sums of a restarted server, which has counted nothing yet, and goes on from them.</summary>
    /// <param name="stored">All sums.</param>
    /// <param name="killedAt">A timestamp from just before the kill.</param>
    /// <param name="writeEvery">The interval between writes of the killed server.</param>
    /// <returns>The differences.</returns>
    public IReadOnlyList<string> Check(Dictionary<string, long> stored, long killedAt, TimeSpan writeEvery)
    {
        var wrong = new List<string>();
        var acknowledged = _acknowledged.ToLookup(beacon => beacon.Count, beacon => beacon.At);
        var lost = 0;
        foreach (var count in stored.Keys.Concat(_stored.Keys).Concat(_acknowledged.Select(beacon => beacon.Count)).Distinct())
        {
            var added = stored.GetValueOrDefault(count) - _stored.GetValueOrDefault(count);
            var atLeast = acknowledged[count].Count(at => Stopwatch.GetElapsedTime(at, killedAt) > MayLose * Allowance);
            var due = acknowledged[count].Count(at => Stopwatch.GetElapsedTime(at, killedAt) > MayLose);
            var atMost = acknowledged[count].Count() + _open.GetValueOrDefault(count);
            lost += Math.Max(0, acknowledged[count].Count() - (int)added);
            LostLate += Math.Max(0, due - added);
            if (added < atLeast || added > atMost)
            {
                wrong.Add($"{count} grew by {added}, not by {atLeast} to {atMost}");
            }
        }

        Note(lost, killedAt, writeEvery);
        (_stored, Acknowledged) = (stored, Acknowledged + _acknowledged.Count);
        _acknowledged.Clear();
        _open.Clear();
        return wrong;
    }

    // Those that are lost are the last ones.
    private void Note(int lost, long killedAt, TimeSpan writeEvery)
    {
        Lost += lost;
        if (lost > 0)
        {
            var first = _acknowledged.Select(beacon => beacon.At).Order().ElementAt(_acknowledged.Count - lost);
            var age = Stopwatch.GetElapsedTime(first, killedAt);
            OldestLost[writeEvery] = OldestLost.TryGetValue(writeEvery, out var before) && before > age ? before : age;
        }
    }
}
