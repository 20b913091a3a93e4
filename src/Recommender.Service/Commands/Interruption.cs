using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Recommender.Service.Commands;

/// <summary>
/// Handles Ctrl-C and SIGTERM: the first one stops the work without losing anything; a second Ctrl-C, or nine seconds, end the process.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // Some launchers forward a signal that the terminal has already delivered: an immediate repetition is the same key press.
    private const int SamePressMilliseconds = 300;

    // Supervisors kill after ten seconds or more. What is left undone then is what a kill would leave undone.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(9);
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration[] _registrations;
    private long _first;
    private Timer? _end;

    public Interruption(CancellationToken cancel)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _end?.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (context.Signal == PosixSignal.SIGINT)
        {
            var now = Environment.TickCount64;
            var first = Interlocked.CompareExchange(ref _first, now, 0);
            if (first != 0 && now - first > SamePressMilliseconds)
            {
                Process.GetCurrentProcess().Kill();
            }
        }

        _end ??= new Timer(_ => Process.GetCurrentProcess().Kill(), null, LongestStop, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }
}
