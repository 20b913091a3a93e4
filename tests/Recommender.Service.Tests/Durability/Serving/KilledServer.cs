using System.Collections.Concurrent;
using System.Diagnostics;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>The program serving a folder, as a process that can be killed at any time, also before it serves.</summary>
internal sealed class KilledServer : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri?> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="folder">Its folder, with an appsettings.json.</param>
    /// <param name="writeEvery">The interval between writes of click counts.</param>
    public KilledServer(TestFolder folder, TimeSpan writeEvery)
    {
        var start = ServingProcess.Command(folder);
        start.RedirectStandardOutput = true;
        start.Environment["Recommender__Clicks__WriteEvery"] = writeEvery.ToString("c");
        // Compiling methods anew, with what was learned of them, does not pay off in so short a process.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>The address that it serves, once it does; null if it ended before.</summary>
    public Task<Uri?> AddressAsync() => _address.Task;

    /// <summary>The end of what it wrote to the console.</summary>
    public string Said => string.Join('\n', _said.TakeLast(30));

    /// <summary>Sends SIGKILL and waits for the end.</summary>
    /// <returns>True if the process was still running.</returns>
    public bool Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        return _process.ExitCode == 128 + 9;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            _address.TrySetResult(null);
            return;
        }

        _said.Enqueue(line);
        if (line.StartsWith("Serving ", StringComparison.Ordinal))
        {
            _address.TrySetResult(new Uri(line.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal))));
        }
    }
}
