using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Recommender.Benchmarks.Load;

/// <summary>The load generators of Debian: <c>wrk</c> asks as fast as it is answered, <c>hey</c> at a fixed rate.</summary>
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
    /// <param name="rate">Requests a second, of all connections.</param>
    /// <returns>Milliseconds within which 99 of 100 were answered, and answers a second: fewer than asked for where it could not keep pace.</returns>
    /// <exception cref="InvalidDataException">hey is missing or failed, or an answer was an error.</exception>
    public static async Task<(double P99, double Rate)> LatencyAsync(string url, int seconds, int connections, double rate, CancellationToken cancel)
    {
        var each = (rate / connections).ToString("0.###", CultureInfo.InvariantCulture);
        var said = await RunAsync("hey", ["-z", $"{seconds}s", "-c", $"{connections}", "-q", each, url], cancel);
        return said.Contains("Error distribution", StringComparison.Ordinal) || HeyErrors().IsMatch(said)
            ? throw new InvalidDataException($"hey got errors from {url}")
            : (Number(HeyP99().Match(said), "hey") * 1000, Number(HeyRate().Match(said), "hey"));
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
            throw new InvalidDataException($"{tool} is missing; on Debian: apt-get install {tool}");
        }
    }

    private static double Number(Match match, string tool) => match.Success
        ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        : throw new InvalidDataException($"{tool} said nothing that is known");

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex WrkRate();

    [GeneratedRegex(@"99%+ in ([0-9.]+) secs")]
    private static partial Regex HeyP99();

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex HeyRate();

    [GeneratedRegex(@"\[[145]\d\d\]\s+\d+ responses")]
    private static partial Regex HeyErrors();
}
