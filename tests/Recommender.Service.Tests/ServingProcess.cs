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
        _process = Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "recommender.dll"), "serve", "--urls", "http://127.0.0.1:0",
            "--data", folder.Data, "--models", folder.Models,
        ])
        {
            RedirectStandardError = true, WorkingDirectory = folder.Root,
        })!;
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

    /// <summary>Current resident memory in megabytes (Linux).</summary>
    public double Megabytes()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(':', 'k')[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Processor time that the process has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
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
