namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>
/// What clients were promised: the acknowledged state of everything that they changed, and the changes that had no answer when the server
/// was killed, of which either outcome is right.
/// </summary>
internal sealed class Ledger(int seed)
{
    private const int Older = 12;
    private const int AtOnce = 4;

    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private readonly List<Entry> _entries = [];
    private readonly HashSet<Entry> _touched = [];
    private readonly List<EntryChange[]> _together = [];

    public int Count => _entries.Count;

    /// <summary>Comparisons of a state with that of a restarted server.</summary>
    public int Compared { get; private set; }

    /// <summary>Changes without an answer that turned out to be made, and not made.</summary>
    public (int Made, int NotMade) Unanswered { get; private set; }

    public Entry Add(string name, string state, Func<Wire, Entry, Task<string>> look)
    {
        var entry = new Entry(name, state, look);
        lock (_lock)
        {
            _entries.Add(entry);
            _touched.Add(entry);
        }

        return entry;
    }

    /// <summary>Sends a request whose changes are made together or not at all, and books what becomes of them.</summary>
    /// <returns>The answer if it is a success; otherwise null.</returns>
    public Task<Reply?> TryAsync(Wire wire, HttpRequestMessage request, params EntryChange[] changes) =>
        TryAsync(wire, request, together: true, changes);

    /// <summary>As <see cref="TryAsync(Wire, HttpRequestMessage, EntryChange[])"/>; each change may be made without the others.</summary>
    public Task<Reply?> TryEachAsync(Wire wire, HttpRequestMessage request, params EntryChange[] changes) =>
        TryAsync(wire, request, together: false, changes);

    /// <summary>
    /// Compares what was touched since the last time, and some or all of the rest, with what a restarted server answers. What had no answer
    /// is settled by it.
    /// </summary>
    /// <returns>The differences.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(Wire wire, bool all)
    {
        var chosen = all ? [.. _entries] : _touched.ToHashSet();
        for (var i = 0; i < Older && _entries.Count > 0; i++)
        {
            chosen.Add(_entries[_random.Next(_entries.Count)]);
        }

        var found = new Dictionary<Entry, string>();
        await Parallel.ForEachAsync(chosen, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (entry, _) =>
        {
            var seen = await entry.LookAsync(wire);
            lock (_lock)
            {
                found[entry] = seen;
            }
        });

        var wrong = found.Where(pair => pair.Value != pair.Key.State && pair.Value != pair.Key.Open)
            .Select(pair => $"{pair.Key.Name} is '{pair.Value}'; acknowledged: '{pair.Key.State}', without an answer: '{pair.Key.Open}'")
            .Concat(_together.Where(changes => !AreTogether(changes, found)).Select(changes => "a request was carried out in part: "
                + string.Join(", ", changes.Select(change => $"{change.Entry.Name} {found[change.Entry]}"))))
            .ToList();
        Settle(found);
        return wrong;
    }

    private async Task<Reply?> TryAsync(Wire wire, HttpRequestMessage request, bool together, EntryChange[] changes)
    {
        using var sent = request;
        Touch(changes);
        var reply = await wire.SendAsync(sent, changes: true);
        if (reply is null)
        {
            lock (_lock)
            {
                if (together)
                {
                    _together.Add(changes);
                }
            }

            return null;
        }

        foreach (var (entry, becomes) in changes)
        {
            entry.Open = null;
            entry.State = reply.IsDone ? becomes : entry.State;
        }

        if (!reply.IsDone)
        {
            wire.Wrong.Enqueue($"{sent.Method} {sent.RequestUri}: {reply}");
            return null;
        }

        return reply;
    }

    private void Touch(EntryChange[] changes)
    {
        lock (_lock)
        {
            foreach (var (entry, becomes) in changes)
            {
                entry.Open = becomes;
                _touched.Add(entry);
            }
        }
    }

    private static bool AreTogether(EntryChange[] changes, Dictionary<Entry, string> found)
    {
        var real = changes.Where(change => change.Entry.State != change.Becomes).ToList();
        var made = real.Count(change => found[change.Entry] == change.Becomes);
        return made == 0 || made == real.Count;
    }

    private void Settle(Dictionary<Entry, string> found)
    {
        Compared += found.Count;
        foreach (var (entry, seen) in found)
        {
            var (made, notMade) = Unanswered;
            Unanswered = entry.Open is null || entry.Open == entry.State ? (made, notMade)
                : seen == entry.Open ? (made + 1, notMade) : (made, notMade + 1);
            (entry.State, entry.Open) = (seen, null);
        }

        _touched.Clear();
        _together.Clear();
    }
}
