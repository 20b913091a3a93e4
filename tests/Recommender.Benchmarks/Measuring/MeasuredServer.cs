using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Recommender.Benchmarks.Measuring;

/// <summary>The real program serving a folder as a process of its own, measured from outside (Linux).</summary>
internal sealed class MeasuredServer : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private MeasuredServer(Process process, HttpClient client) => (_process, Client) = (process, client);

    public HttpClient Client { get; }

    /// <summary>Time from the start of the process to the first answer with 200.</summary>
    public TimeSpan FirstAnswer { get; private set; }

    /// <summary>Current resident memory in bytes.</summary>
    public long ResidentBytes => MeasuredProcess.MemoryOf(_process.Id, "VmRSS")!.Value;

    /// <param name="program">The published program; null for the build output.</param>
    /// <param name="folder">Working directory.</param>
    /// <param name="path">The path to request until it is answered.</param>
    /// <exception cref="InvalidDataException">The program ended or did not answer within two minutes.</exception>
    public static async Task<MeasuredServer> StartAsync(
        string? program, string folder, string data, string models, string path, CancellationToken cancel)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var began = Stopwatch.GetTimestamp();
        string[] arguments = ["serve", "--urls", address.AbsoluteUri, "--data", data, "--models", models];
        var process = Process.Start(new ProcessStartInfo(
            program ?? "dotnet", program is null ? [typeof(Service.Commands.CommandLine).Assembly.Location, .. arguments] : arguments)
        {
            WorkingDirectory = folder, RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var server = new MeasuredServer(process, new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address });
        while (!await server.AnswersAsync(path, cancel))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
            {
                server.Dispose();
                throw new InvalidDataException("recommender serve did not answer within two minutes");
            }

            await Task.Delay(Look, cancel);
        }

        server.FirstAnswer = Stopwatch.GetElapsedTime(began);
        return server;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task<bool> AnswersAsync(string path, CancellationToken cancel)
    {
        try
        {
            using var answer = await Client.GetAsync(path, cancel);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
