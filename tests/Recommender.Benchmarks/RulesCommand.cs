using System.CommandLine;
using System.Diagnostics;
using Recommender.Benchmarks.Measuring;
using Recommender.Benchmarks.Sites;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Desk.Overview;
using Recommender.Service.Rules;

namespace Recommender.Benchmarks;

/// <summary><c>rules</c>: cost of editors' rules per page view, and the delay until a changed rule takes effect.</summary>
internal sealed class RulesCommand : Command
{
    private readonly CountOption _articles = new("--articles", 100_000, "Number of articles of the site");
    private readonly CountOption _rules =
        new("--rules", 10_000, "Number of rules: 90 % for one article, 1 % for the site, the rest for sections and tags");
    private readonly CountOption _rounds =
        new("--rounds", 5, "Number of rounds of building all blocks, alternately with and without rules");
    private readonly CountOption _changes = new("--changes", 200, "Number of rules to change, one after the other");

    public RulesCommand() : base("rules",
        "Measure the time of a block with and without editors' rules, median over all articles, and the delay from a rule change to the "
            + "block. In one process, without store and HTTP.")
    {
        Options.Add(_articles);
        Options.Add(_rules);
        Options.Add(_rounds);
        Options.Add(_changes);
        Validators.Add(result =>
        {
            if (result.GetValue(_articles) is > 0 and < 100)
            {
                result.AddError("--articles must be 100 or more: smaller sites have no lists of 50.");
            }
        });
        SetAction((parsed, cancel) => Task.Run(() => Run(
            parsed.GetValue(_articles), parsed.GetValue(_rules), parsed.GetValue(_rounds), parsed.GetValue(_changes), cancel), cancel));
    }

    private static int Run(int articles, int rules, int rounds, int changes, CancellationToken cancel)
    {
        Console.Error.WriteLine($"creating {articles} articles and {rules} rules");
        var plain = RuledSite.Make(articles);
        var ruled = plain.WithRules(RuledSite.Rules(plain, rules));
        // Warm-up: just-in-time compilation is done and the rules are compiled.
        Measure(plain, cancel);
        Measure(ruled, cancel);
        var (without, with) = (new List<double>(), new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            without.Add(Measure(plain, cancel));
            with.Add(Measure(ruled, cancel));
            Console.Error.WriteLine($"round {round}: {without[^1]:0.00} µs without rules, {with[^1]:0.00} µs with");
        }

        var (items, pinned) = Count(ruled);
        var delays = Changes(ruled, changes, cancel);
        Console.WriteLine(
            $"{articles} articles, {rules} rules, medians over all articles, then over {rounds} alternating rounds; {changes} changes");
        Console.WriteLine(
            $"A block with rules has a mean of {items:0.0} articles, {pinned:0.0} of them pinned; pinned articles need no ranking.");
        Console.WriteLine();
        var table = new MarkdownTable("block without rules, µs", "with rules, µs", "ratio", "change to block, median, ms", "slowest, ms");
        table.Add($"{Median(without):0.00}", $"{Median(with):0.00}",
            $"{Median(with) / Median(without):0.00}", $"{Median(delays):0.00}", $"{delays.Max():0.00}");
        table.Write(Console.Out);
        var began = Stopwatch.GetTimestamp();
        SiteOverview.Of(ruled, new BlockOptions(), RuledSite.Now);
        Console.WriteLine(
            "The desk's overview, which builds all of these blocks and evaluates the effect of each rule, takes "
                + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s.");
        return 0;
    }

    // The median in microseconds over the blocks of all articles.
    private static double Measure(SiteSnapshot site, CancellationToken cancel)
    {
        var options = new BlockOptions();
        var ticks = new long[site.Articles.Count];
        for (var page = 0; page < ticks.Length; page++)
        {
            cancel.ThrowIfCancellationRequested();
            var began = Stopwatch.GetTimestamp();
            new BlockBuilder(site, new BlockRequest { Article = page, Limit = options.DefaultLimit }, options, RuledSite.Now).Build();
            ticks[page] = Stopwatch.GetTimestamp() - began;
        }

        Array.Sort(ticks);
        return Stopwatch.GetElapsedTime(0, ticks[ticks.Length / 2]).TotalMicroseconds;
    }

    // Mean number of articles per block and of pins among them.
    private static (double Items, double Pinned) Count(SiteSnapshot site)
    {
        var (options, items, pinned) = (new BlockOptions(), 0L, 0L);
        for (var page = 0; page < site.Articles.Count; page++)
        {
            var block = new BlockBuilder(site, new BlockRequest { Article = page, Limit = options.DefaultLimit }, options, RuledSite.Now)
                .Build();
            items += block.Items.Count;
            pinned += block.Items.Count(item => item.Source == BlockSource.Pin);
        }

        return ((double)items / site.Articles.Count, (double)pinned / site.Articles.Count);
    }

    // Milliseconds until a new pin appears in its block; changes accumulate.
    private static List<double> Changes(SiteSnapshot site, int count, CancellationToken cancel)
    {
        var (random, options, delays) = (new Random(3), new BlockOptions(), new List<double>(count));
        for (var i = 0; i < count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var (page, pinned) = (random.Next(site.Articles.Count), random.Next(site.Articles.Count));
            var pin = RuledSite.Pin(site, $"changed-{i}", page, pinned) with { Changed = RuledSite.Now };
            var began = Stopwatch.GetTimestamp();
            site = site.WithRules(new SiteRules(site.Rules.Revision + 1, site.Rules.Rules.Add(pin)));
            var block = new BlockBuilder(site, new BlockRequest { Article = page, Limit = options.DefaultLimit }, options, RuledSite.Now)
                .Build();
            delays.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            // Another rule may exclude it everywhere, which overrides a pin.
            if (block.Items[0].Source == BlockSource.Pin && block.Items[0].Card == site.Articles[pinned])
            {
                continue;
            }

            var explained = new BlockBuilder(site,
                new BlockRequest { Article = page, Limit = options.DefaultLimit, Explain = true }, options, RuledSite.Now).Build();
            if (page != pinned && !explained.LeftOut.Any(left => left.WantedBy == pin && left.Reason == LeftOutReason.Excluded))
            {
                throw new InvalidDataException($"the block of article {page} does not contain the new pin");
            }
        }

        return delays;
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
