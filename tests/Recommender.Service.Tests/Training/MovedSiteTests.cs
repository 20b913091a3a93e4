using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Clicks;
using Recommender.Service.Demo;
using Recommender.Service.Importing;
using Recommender.Service.Tests.Editing;
using Recommender.Service.Training;

namespace Recommender.Service.Tests.Training;

/// <summary>The sample newsroom moves to another host and other paths, while its texts still link to the old addresses.</summary>
public sealed partial class MovedSiteTests
{
    private static readonly DateTimeOffset s_now = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly s_day = new(2026, 3, 1);

    private const string Old = "https://courier.example/";
    private const string New = "https://www.kestrel-courier.example/2026/";

    private static readonly (string, string) s_unlearned = ("Recommender:Ranking:Learned", "false");

    private static readonly (string, string)[] s_named =
    [
        ("Recommender:Addresses:FormerHosts:0", "courier.example"), ("Recommender:Addresses:FormerPaths:0", "/{slug} -> /2026/{slug}"),
    ];

    [Fact]
    public Task With_the_same_ids_it_keeps_links_rules_and_counts_and_passes_the_gate() =>
        MoveAsync(slug => $"p-{slug}", slug => $"p-{slug}");

    [Fact]
    public Task With_other_ids_and_its_former_host_and_path_in_the_settings_too() =>
        MoveAsync(slug => $"p-{slug}", slug => $"urn:new:{slug}", [s_unlearned, .. s_named]);

    [Fact]
    public Task Without_ids_too() => MoveAsync(_ => null, _ => null, [s_unlearned, .. s_named]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task MoveAsync(Func<string, string?> idBefore, Func<string, string?> idAfter, params (string, string)[] settings)
    {
        using var folder = new TestFolder();
        var newsroom = Directory.EnumerateFiles(SampleNewsroom.Folder, "*.md").Select(Path.GetFileNameWithoutExtension).OfType<string>()
            .Order(StringComparer.Ordinal).ToList();
        var report = await ImportAsync(folder, Write(folder, newsroom, Old, idBefore), settings);
        Assert.Equal(newsroom.Count, report.New);
        var before = await KeysAsync(folder, settings);
        var (page, pinned) = (before[newsroom[0]], before[newsroom[90]]);
        var first = await TrainAsync(folder, settings);
        Assert.True(first.IsLive, first.Verdict.Reasons);
        await PinAsync(folder, page, pinned, settings);

        report = await ImportAsync(folder, Write(folder, newsroom, New, idAfter), settings);

        Assert.Equal((0, newsroom.Count), (report.New, report.Changed));
        Assert.Equal(before, await KeysAsync(folder, settings));
        var second = await TrainAsync(folder, settings);
        Assert.True(second.IsLive, second.Verdict.Reasons);
        Assert.Equal(first.Manifest.Links, second.Manifest.Links);
        await using var service = await RunningService.StartAsync(folder.Lent(), new FakeTimeProvider(s_now), settings);
        foreach (var slug in newsroom)
        {
            foreach (var url in new[] { Old + slug, New + slug, $"{Old}{slug}.html?utm_source=x&unheard=1", $"{Old}{slug}/amp/2/" })
            {
                var answer = await service.GetJsonAsync($"/v1/default/related?url={Uri.EscapeDataString(url)}");
                Assert.Equal(before[slug], answer.GetProperty("article").GetProperty("key").GetString());
            }
        }

        await HasRuleAndCountAsync(service, Old + newsroom[0], page, pinned);
    }

    private static async Task PinAsync(TestFolder folder, string page, string pinned, (string, string)[] settings)
    {
        await using var service = await RunningService.StartAsync(folder.Lent(), new FakeTimeProvider(s_now), settings);
        await service.MakeAsync(JsonSerializer.Serialize(new
        {
            kind = "pin", scope = "article", scopeValue = page, subject = "article", subjectValue = pinned, slot = 2,
        }));
        var counts = new WaitingCounts();
        counts.Counts[new ClickKey(SiteStore.Default, s_day, page, pinned, 2, "", BlockSource.Pin)] = new ClickCount(40, 3);
        await service.Get<ClickStore>().AddAsync(counts, Cancel);
    }

    private static async Task HasRuleAndCountAsync(RunningService service, string url, string page, string pinned)
    {
        var answer = await service.GetJsonAsync($"/v1/default/related?url={url}");
        Assert.Equal(pinned, answer.GetProperty("items")[1].GetProperty("key").GetString());
        var (key, count) = Assert.Single(
            await service.Get<ClickStore>().ReadAsync(SiteStore.Default, s_day, s_day, Cancel).ToListAsync(Cancel));
        Assert.Equal((page, pinned, 3), (key.Page, key.Article, count.Clicks));
    }

    private static async Task<Dictionary<string, string>> KeysAsync(TestFolder folder, (string, string)[] settings)
    {
        using var host = folder.Host(settings);
        var articles = await host.Services.GetRequiredService<SnapshotQuery>().CardsAsync(SiteStore.Default, Cancel);
        return articles.Where(card => !card.Withdrawn).ToDictionary(card => card.Url!.Split('/')[^1], card => card.Key);
    }

    private static async Task<RunResult> TrainAsync(TestFolder folder, (string, string)[] settings)
    {
        using var host = folder.Host(settings);
        return await host.Services.GetRequiredService<TrainingRun>()
            .RunAsync(SiteStore.Default, RunRequest.Operator, null, Cancel);
    }

    private static async Task<ImportReport> ImportAsync(TestFolder folder, string source, (string, string)[] settings)
    {
        using var host = folder.Host(settings);
        return await host.Services.GetRequiredService<ImportRun>()
            .RunAsync(SiteStore.Default, [source], new ImportOptions { Prune = true }, null, Cancel);
    }

    // One JSON line an article. Links lead to the old addresses in both.
    private static string Write(TestFolder folder, List<string> slugs, string site, Func<string, string?> id)
    {
        var path = Path.Combine(folder.Root, "newsroom.jsonl");
        File.WriteAllLines(path, slugs.Select(slug => JsonSerializer.Serialize(LineOf(slug, site, id(slug)))));
        return path;
    }

    private static Dictionary<string, object> LineOf(string slug, string site, string? id)
    {
        var parts = File.ReadAllText(Path.Combine(SampleNewsroom.Folder, slug + ".md")).Split("---\n", 3);
        var line = parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split(": ", 2))
            .Where(field => field[0] is "title" or "section" or "author" or "published" or "language" or "summary")
            .ToDictionary(field => field[0], object (field) => field[1]);
        line["url"] = site + slug;
        line["html"] = Html(parts[2]);
        if (id is not null)
        {
            line["id"] = id;
        }

        return line;
    }

    private static string Html(string markdown) => string.Concat(markdown.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        .Select(paragraph => $"<p>{Link().Replace(paragraph, $"<a href=\"{Old}$2\">$1</a>")}</p>"));

    [GeneratedRegex(@"\[([^\]]*)\]\(([^)]*)\)")]
    private static partial Regex Link();
}
