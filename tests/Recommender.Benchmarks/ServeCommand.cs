using System.CommandLine;
using Recommender.Benchmarks.Load;
using Recommender.Benchmarks.Measuring;
using Recommender.Benchmarks.Sites;

namespace Recommender.Benchmarks;

/// <summary><c>serve</c>: cost of a page view over HTTP, compared with a minimal ASP.NET endpoint.</summary>
internal sealed class ServeCommand : Command
{
    /// <summary>Number of connections.</summary>
    private const int Connections = 64;

    /// <summary>The share of the slower server's throughput at which the latency of both is measured.</summary>
    private const double FixedRate = .7;

    private const string Path = "/v1/default/related?url=https://example.org/article-1";

    private readonly CountOption _articles = new("--articles", 10_000, "Number of articles of the site");
    private readonly CountOption _rules = new("--rules", 1000, "Number of rules, distributed as for the command rules");
    private readonly CountOption _rounds = new("--rounds", 3, "Number of alternating rounds");
    private readonly CountOption _seconds = new("--seconds", 10, "Seconds per round");

    public ServeCommand() : base("serve",
        "Measure the throughput of /related over loopback, with bodies and with 304s, and the latency at a fixed rate, compared with a "
            + "bare endpoint that writes the same bytes. Requires wrk and h2load.")
    {
        Options.Add(_articles);
        Options.Add(_rules);
        Options.Add(_rounds);
        Options.Add(_seconds);
        SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(_articles), parsed.GetValue(_rules), parsed.GetValue(_rounds), parsed.GetValue(_seconds), cancel));
    }

    private static async Task<int> RunAsync(int articles, int rules, int rounds, int seconds, CancellationToken cancel)
    {
        Console.Error.WriteLine($"creating {articles} articles and {rules} rules");
        var plain = RuledSite.Make(articles);
        var (site, tag, bytes) = await ServedSite.StartAsync(plain.WithRules(RuledSite.Rules(plain, rules)), Path, cancel);
        await using var _ = site;
        using var folder = new TemporaryFolder();
        var script = folder.File("any.lua");
        await File.WriteAllTextAsync(script, $$"""
            math.randomseed(1)
            request = function()
                return wrk.format("GET", "/v1/default/related?url=https://example.org/article-" .. math.random(0, {{articles - 1}}))
            end
            """, cancel);
        string[] hosts = [site.Served, site.Bare];
        // Warm-up: just-in-time compilation is done and every article has been requested.
        await BothAsync("warming up", 1, host => LoadTool.ThroughputAsync(host, seconds, Connections, script, [], cancel));
        var all = await BothAsync("all articles", rounds, host => LoadTool.ThroughputAsync(host, seconds, Connections, script, [], cancel));
        var known = await BothAsync(
            "304", rounds, host => LoadTool.ThroughputAsync(host + Path, seconds, Connections, null, [$"If-None-Match: {tag}"], cancel));
        var rate = FixedRate * Math.Min(all.Served, all.Bare);
        var late = await BothAsync("fixed rate", rounds, async host =>
        {
            var (p99, reached) = await LoadTool.LatencyAsync(host + Path, seconds, Connections, rate, folder.File("requests.tsv"), cancel);
            Console.Error.WriteLine($"  {reached:0} of {rate:0} per second");
            return p99;
        });

        Console.WriteLine(
            $"{articles} articles, {rules} rules, {bytes} bytes per answer, {Connections} connections over loopback; medians of {rounds} "
                + $"alternating rounds of {seconds} s");
        Console.WriteLine();
        var table = new MarkdownTable("measured", "Recommender", "bare endpoint", "ratio");
        table.Add("answers per second, all articles", $"{all.Served:0}", $"{all.Bare:0}", $"{all.Served / all.Bare:0.00}");
        table.Add("304s per second", $"{known.Served:0}", $"{known.Bare:0}", $"{known.Served / known.Bare:0.00}");
        table.Add($"p99 at {rate:0} per second, one article, ms",
            $"{late.Served:0.00}", $"{late.Bare:0.00}", $"{late.Served / late.Bare:0.00}");
        table.Write(Console.Out);
        return 0;

        async Task<(double Served, double Bare)> BothAsync(string what, int times, Func<string, Task<double>> measure)
        {
            var measured = hosts.Select(_ => new List<double>()).ToArray();
            for (var round = 1; round <= times; round++)
            {
                for (var i = 0; i < hosts.Length; i++)
                {
                    measured[i].Add(await measure(hosts[i]));
                }

                Console.Error.WriteLine($"{what}, round {round}: {measured[0][^1]:0.##} and bare {measured[1][^1]:0.##}");
            }

            return (Median(measured[0]), Median(measured[1]));
        }
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
