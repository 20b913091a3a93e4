using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Recommender.Benchmarks.Load;

/// <summary>The load generators of Debian: <c>wrk</c> asks as fast as it is answered, <c>h2load</c> (nghttp2-client) at a fixed rate.</summary>
internal static partial class LoadTool
{
    /// <summary>Asks for one address, or what a script makes of it, as fast as it is answered.</summary>
    /// <param name="url">The address.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="connections">Over so many connections.</param>
    /// <param name="script">A Lua script; null: none.</param>
    /// <param name="headers">Headers, as they are sent.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Answers a second.</returns>
    /// <exception cref="InvalidDataException">wrk is missing or failed, or an answer was an error.</exception>
    public static async Task<double> ThroughputAsync(
        string url, int seconds, int connections, string? script, IReadOnlyList<string> headers, CancellationToken cancel)
    {
        var said = await RunAsync(
            "wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", .. headers.SelectMany(header => new[] { "-H", header }), .. script is null ? [] : new[] { "-s", script }, url], cancel);
        return said.Contains("Non-2xx", StringComparison.Ordinal) || said.Contains("Socket errors", StringComparison.Ordinal)
            ? throw new InvalidDataException($"wrk got errors from {url}: {said.Trim().Split('\n')[^1].Trim()}")
            : Number(WrkRate().Match(said), "wrk");
    }

    /// <summary>Asks for one address at a fixed rate.</summary>
    /// <param name="url">The address.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="connections">Over so many connections.</param>
    /// <param name="rate">Requests a second, of all connections.</param>
    /// <param name="log">A file that may be written: one line a request.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Milliseconds within which 99 of 100 were answered, and answers a second: fewer than asked for where it could not keep pace.</returns>
    /// <exception cref="InvalidDataException">h2load is missing or failed, or an answer was an error.</exception>
    public static async Task<(double P99, double Rate)> LatencyAsync(string url, int seconds, int connections, double rate, string log, CancellationToken cancel)
    {
        File.Delete(log);
        var each = $"{Math.Max(1, Math.Round(rate / connections))}";
        await RunAsync("h2load", ["--h1", "-t1", $"-c{connections}", $"-D{seconds}", $"--rps={each}", $"--log-file={log}", url], cancel);
        var requests = File.ReadLines(log).Select(line => line.Split('\t')).ToList();
        if (requests.Exists(request => request[1] != "200"))
        {
            throw new InvalidDataException($"h2load got errors from {url}");
        }

        var times = requests.ConvertAll(request => double.Parse(request[2], CultureInfo.InvariantCulture));
        times.Sort();
        return (times[(int)(times.Count * .99)] / 1000, times.Count / (double)seconds);
    }

    private static async Task<string> RunAsync(string tool, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            try
            {
                var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
                await process.WaitForExitAsync(cancel);
                return process.ExitCode == 0 ? await output : throw new InvalidDataException($"{tool} failed: {(await errors).Trim()}");
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill();
                }
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidDataException($"{tool} is missing; on Debian: apt-get install {(tool == "h2load" ? "nghttp2-client" : tool)}");
        }
    }

    private static double Number(Match match, string tool) => match.Success
        ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        : throw new InvalidDataException($"{tool} said nothing that is known");

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex WrkRate();
}
