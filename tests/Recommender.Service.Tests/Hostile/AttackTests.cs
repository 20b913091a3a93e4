using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.People;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Hostile;

/// <summary>
/// Attacks on one site while readers view 200 pages a second of another. A short form, or that of tests/attack, which prints the figures.
/// </summary>
public sealed class AttackTests
{
    private const int Articles = 60;
    private static readonly string[] Kinds = ["none", "slow", "explain", "unknown", "push", "all"];

    private static readonly string[] Chosen = Environment.GetEnvironmentVariable("RECOMMENDER_ATTACK_KINDS")?.Split(' ') ?? Kinds;

    private static readonly string? Seconds = Environment.GetEnvironmentVariable("RECOMMENDER_ATTACK_SECONDS");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_views_of_one_site_go_on_while_another_is_attacked(bool isOpen)
    {
        var (isLong, length) = (Seconds is not null, TimeSpan.FromSeconds(double.Parse(Seconds ?? "1.5", CultureInfo.InvariantCulture)));
        using var folder = await FolderAsync(isOpen);
        var key = await KeyAsync(folder);
        using var service = new ServingProcess(folder, key);
        var port = service.Client.BaseAddress!.Port;
        var settings = isOpen ? "no limits per client, explain open" : "defaults, clients spread over addresses";
        Print($"{settings}; {length.TotalSeconds} s each; load {Load()}");
        // The first requests compile the program.
        new PageViewers(port, "viewed", Articles).Run(TimeSpan.FromSeconds(isLong ? 10 : 1));

        foreach (var kind in isLong ? Chosen : ["all"])
        {
            var (before, used) = (service.AllMegabytes(), service.ProcessorTime);
            var (views, attacks, most) = await RunAsync(kind, service, port, key, !isOpen, isLong, length);
            Print(string.Create(CultureInfo.InvariantCulture,
                $"{kind,-8} p50 {views.Quantile(.5):0} ms, p99 {views.Quantile(.99):0} ms, {views.Count} page views, failed: "
                + $"{string.Join(", ", views.Failures.Select(pair => $"{pair.Key} x {pair.Value}").DefaultIfEmpty("none"))}; memory "
                + $"{before:0} MB, at most {most:0} MB; {(service.ProcessorTime - used) / length:0.00} processors; {attacks}; "
                + $"load {Load()}"));
            Assert.Empty(views.Failures);
        }
    }

    private static async Task<(PageViewers Views, string Attacks, double MostMegabytes)> RunAsync(
        string kind, ServingProcess service, int port, string key, bool isSpread, bool isLong, TimeSpan length)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (attacks, views, most) = (new Attacks(port, key, isSpread, end.Token), new PageViewers(port, "viewed", Articles), 0.0);
        bool Has(string one) => kind == one || kind == "all";
        var attacking = new[]
        {
            Has("slow") ? attacks.SlowBatchesAsync(isLong ? 2000 : 100) : Task.CompletedTask,
            Has("explain") ? attacks.ExplainsAsync(isLong ? 1000 : 100, Articles) : Task.CompletedTask,
            Has("unknown") ? attacks.UnknownAsync(isLong ? 5000 : 500) : Task.CompletedTask,
            Has("push") ? attacks.PushesAsync(isLong ? 4 : 1) : Task.CompletedTask,
        };
        var viewing = Task.Factory.StartNew(
            () => views.Run(length), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (await Task.WhenAny(viewing, Task.Delay(250, TestContext.Current.CancellationToken)) != viewing)
        {
            most = Math.Max(most, service.AllMegabytes());
        }

        await viewing;
        await end.CancelAsync();
        await Task.WhenAll(attacking);
        return (views, attacks.Answers, most);
    }

    private static async Task<TestFolder> FolderAsync(bool isOpen)
    {
        var folder = new TestFolder();
        foreach (var site in new[] { "viewed", "attacked" })
        {
            await folder.WithAsync(site, [.. Enumerable.Range(0, Articles).Select(i => Of($"{site}-{i}", i + 1, text: TextOf(i)))]);
            await folder.TrainAsync(site);
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Root, "appsettings.json"), isOpen ? JsonSerializer.Serialize(new
        {
            Recommender = new
            {
                Serving = new { UncachedPerSecond = 0 }, Lanes = new { ClientShare = 1 }, Articles = new { PublicExplain = true },
            },
        }) : "{}");
        return folder;
    }

    // Words of one of ten subjects and of all, so that articles are related without being reposts.
    private static string TextOf(int number)
    {
        var random = new Random(number);
        return string.Join(' ', Enumerable.Range(0, 500).Select(i => $"{Word(random.Next(3) == 0
            ? random.Next(400) : 400 + (number % 10 * 60) + random.Next(60))}{(i % 12 == 11 ? "." : "")}"));
    }

    private static string Word(int number) => string.Concat(
        $"{"bdfglmnprst"[number % 11]}{"aeiou"[number % 5]}{"bdfglmnprst"[number / 11 % 11]}{"aeiou"[number / 5 % 5]}"
            + $"{"bdfglmnprst"[number / 121 % 11]}o");

    private static async Task<string> KeyAsync(TestFolder folder)
    {
        using var host = folder.Host();
        var (_, secret) = await host.Services.GetRequiredService<ApiKeyStore>().AddAsync(
            "a program", "attacked", Role.ChiefEditor, DateTimeOffset.MaxValue, Actor.Operator, TestContext.Current.CancellationToken);
        return secret;
    }

    private static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(2));

    private static void Print(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
