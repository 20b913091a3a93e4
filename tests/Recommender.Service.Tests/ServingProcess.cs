using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Recommender.Service.Tests;

/// <summary>The program serving a folder, as a process that can be killed. Its settings are in the folder's appsettings.json.</summary>
internal sealed class ServingProcess : IDisposable
{
    private readonly Process _process;

    /// <param name="key">The API key of its client.</param>
    public ServingProcess(TestFolder folder, string key)
    {
        _process = Process.Start(Command(folder))!;
        var serving = "";
        while (!serving.Contains("Serving", StringComparison.OrdinalIgnoreCase))
        {
            serving = _process.StandardError.ReadLine()!;
        }

        // Read to the end, or the process would block once the pipe is full.
        _ = _process.StandardError.ReadToEndAsync();
        Client = new HttpClient
        {
            BaseAddress = new Uri(serving.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal))),
        };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public HttpClient Client { get; }

    /// <summary>How to start the program so that it serves a folder at a free port, which it names on its standard error.</summary>
    public static ProcessStartInfo Command(TestFolder folder) => new(
        "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "recommender.dll"), "serve", "--urls", "http://127.0.0.1:0",
            "--data", folder.Data, "--models", folder.Models,
        ])
    {
        RedirectStandardError = true, WorkingDirectory = folder.Root,
    };

    /// <summary>Current resident memory in megabytes (Linux).</summary>
    public double Megabytes() => MegabytesOf(_process.Id, "status", "VmRSS:");

    /// <summary>
    /// Current resident memory of the process and those that it started, in megabytes (Linux). What they share counts once.
    /// </summary>
    public double AllMegabytes() => MegabytesOf(_process.Id, "smaps_rollup", "Pss:") + Directory.GetDirectories($"/proc/{_process.Id}/task")
        .SelectMany(task => Read(Path.Combine(task, "children")).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        .Sum(child => MegabytesOf(int.Parse(child, CultureInfo.InvariantCulture), "smaps_rollup", "Pss:"));

    /// <summary>Processor time that the process has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    private static double MegabytesOf(int process, string file, string name) =>
        Read($"/proc/{process}/{file}").SingleOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? double.Parse(line.Split(':', 'k')[1], CultureInfo.InvariantCulture) / 1024
            : 0;

    private static IEnumerable<string> Read(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            // It has ended.
            return [];
        }
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
