using System.Diagnostics;

namespace Recommender.Service.Tests;

/// <summary>The real program as a separate process, with all its output.</summary>
internal sealed class RecommenderProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    public RecommenderProcess(
        string folder, IEnumerable<string> arguments, Func<TextWriter, Task>? input = null,
        IEnumerable<(string Name, string Value)>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "recommender.dll"), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        // Profiling takes a sixth of a short process's time and does not pay off.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
        _ = FeedAsync(input);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Sends SIGKILL.</summary>
    /// <returns>True if the process was still running.</returns>
    public async Task<bool> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        return _process.ExitCode == 128 + 9;
    }

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>The output of the whole run.</summary>
    public async Task<(string Output, string Errors)> OutputAsync() => (await _output, await _errors);

    public void Dispose() => _process.Dispose();

    private async Task FeedAsync(Func<TextWriter, Task>? input)
    {
        try
        {
            await using var writer = _process.StandardInput;
            await (input?.Invoke(writer) ?? Task.CompletedTask);
        }
        catch (IOException)
        {
            // The process was killed and no longer reads.
        }
    }
}
