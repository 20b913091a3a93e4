using System.Diagnostics;

namespace Recommender.Service.Tests;

/// <summary>The real program as a process of its own, with all that it said.</summary>
internal sealed class RecommenderProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    public RecommenderProcess(
        string folder, IEnumerable<string> arguments, Func<TextWriter, Task>? input = null, IEnumerable<(string Name, string Value)>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "recommender.dll"), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        // It costs a short process a sixth of its time and gives it nothing.
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

    public bool HasExited => _process.HasExited;

    /// <summary>SIGKILL. True where the process still ran.</summary>
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

    public async Task<(string Output, string Errors)> SaidAsync() => (await _output, await _errors);

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
            // Nobody reads any more: the process was killed.
        }
    }
}
