using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Recommender.Service.Tests;

/// <summary>The program serving a folder, as a process of its own that can be killed. Settings lie in the folder's appsettings.json.</summary>
internal sealed class ServingProcess : IDisposable
{
    private readonly Process _process;

    /// <param name="folder">Its folder.</param>
    /// <param name="key">What its client brings.</param>
    public ServingProcess(TestFolder folder, string key)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "recommender.dll"), "serve", "--urls", "http://127.0.0.1:0", "--data", folder.Data, "--models", folder.Models,
        ])
        {
            RedirectStandardError = true, WorkingDirectory = folder.Root,
        })!;
        var serving = "";
        while (!serving.Contains("Serving", StringComparison.OrdinalIgnoreCase))
        {
            serving = _process.StandardError.ReadLine()!;
        }

        Said = _process.StandardError.ReadToEndAsync();
        Client = new HttpClient { BaseAddress = new Uri(serving.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal))) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public HttpClient Client { get; }

    /// <summary>What it wrote to standard error since it serves; there when it has ended.</summary>
    public Task<string> Said { get; }

    /// <summary>Megabytes of memory that it has now; of Linux.</summary>
    public double Megabytes() =>
        double.Parse(File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(':', 'k')[1], CultureInfo.InvariantCulture) / 1024;

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
