using System.Collections.Concurrent;
using System.ComponentModel;
using Microsoft.Data.Sqlite;

namespace Recommender.Service.Tests.Durability.Faults;

/// <summary>
/// Lets the calls of the workers fail in a process that runs a <see cref="FaultyProgram"/>: each of them once, at one site and in the
/// common work, one call of a worker at a time. Calls on behalf of requests, and of the other site, never fail.
/// </summary>
internal sealed class Faults
{
    private readonly AsyncLocal<string?> _worker = new();
    private readonly AsyncLocal<string?> _site = new();
    private readonly ConcurrentDictionary<(string Worker, string Call), Fault> _faults;
    private readonly ConcurrentDictionary<string, Fault> _current = new();
    private readonly string _spared;
    private readonly int _seed;
    private volatile bool _isOn;
    private volatile bool _mayFail = true;

    /// <param name="points">The calls that may fail.</param>
    /// <param name="spared">The site at which nothing fails.</param>
    /// <param name="seed">Chooses the exceptions.</param>
    public Faults(IEnumerable<(string Worker, FaultKind Kind, string Name)> points, string spared, int seed)
    {
        (_spared, _seed) = (spared, seed);
        _faults = new(points.Select(
            point => KeyValuePair.Create((point.Worker, point.Name), new Fault(point.Worker, point.Kind, point.Name))));
        var hook = typeof(Program).Assembly.GetType(FaultyProgram.HookType, throwOnError: true)!;
        Listen(FaultHook.Worker, worker => _worker.Value = worker);
        Listen(FaultHook.Site, site => _site.Value = site);
        Listen(FaultHook.Hit, Hit);

        void Listen(string what, Action<string> listener) => hook.GetField(what + "Listener")!.SetValue(null, listener);
    }

    public IEnumerable<Fault> All => _faults.Values;

    /// <summary>Begins: until now nothing fails.</summary>
    public void Start() => _isOn = true;

    /// <summary>From now on nothing fails any more.</summary>
    public void Stop() => _mayFail = false;

    /// <summary>The fault that a worker has now.</summary>
    public Fault? Of(string worker) => _current.GetValueOrDefault(worker);

    /// <summary>Ends the worker's fault: its next call that has not failed yet may fail.</summary>
    public void End(Fault fault) => _current.TryRemove(KeyValuePair.Create(fault.Worker, fault));

    private void Hit(string call)
    {
        if (!_isOn || _worker.Value is not { } worker || _site.Value == _spared
            || !_faults.TryGetValue((worker, call), out var fault))
        {
            return;
        }

        if (_mayFail && fault.Thrown == 0 && _current.TryAdd(worker, fault))
        {
            fault.Exception = Of(fault.Kind, call);
            fault.Thrown = 1;
            Console.WriteLine($"{fault}");
            throw fault.Exception;
        }

        if (fault.Thrown > 0)
        {
            fault.Passed++;
        }
    }

    // What such calls throw, and what nobody foresees.
    private Exception Of(FaultKind kind, string call)
    {
        var text = $"made by a test: {call}";
        Exception[] all =
        [
            .. kind switch
            {
                FaultKind.Store =>
                    new Exception[] { new SqliteException(text, 10), new SqliteException(text, 13), new SqliteException(text, 5) },
                FaultKind.Network => [new HttpRequestException(text), new IOException(text), new HttpRequestException(text)],
                FaultKind.Disk => [new IOException(text), new UnauthorizedAccessException(text), new FileNotFoundException(text)],
                FaultKind.Engine => [new InvalidDataException(text), new InvalidOperationException(text), new NotSupportedException(text)],
                _ => [new Win32Exception(text), new InvalidOperationException(text), new IOException(text)],
            },
            new TaskCanceledException(text), new InsufficientMemoryException(text),
        ];
        return all[(call.Sum(letter => letter) + _seed) % all.Length];
    }
}

/// <summary>The failure of one call of a worker.</summary>
internal sealed class Fault(string worker, FaultKind kind, string call)
{
    public string Worker => worker;

    public FaultKind Kind => kind;

    public string Call => call;

    public volatile int Thrown;

    /// <summary>How often the call was made again after it had failed.</summary>
    public volatile int Passed;

    /// <summary>Whether health named the work while it failed.</summary>
    public bool IsReported { get; set; }

    /// <summary>Readings of health that found nothing wrong since the call succeeded.</summary>
    public int Quiet { get; set; }

    public Exception? Exception { get; set; }

    public override string ToString() => $"{worker}: {call} ({Exception?.GetType().Name ?? "not thrown"}, then {Passed} times made)";
}
