using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Models;
using Recommender.Service.Tests.Clicks;
using Recommender.Service.Tests.Editing;
using Recommender.Service.Tests.Importing;
using Recommender.Service.Tests.Push;
using Recommender.Service.Tests.Training.Gate;
using Recommender.Service.Training;
using Recommender.Service.Workers;

namespace Recommender.Service.Tests.Durability.Faults;

/// <summary>A service with two sites, and everything that gives its workers something to do. No request may fail.</summary>
internal sealed class BusySites : IAsyncDisposable
{
    public const string Spared = "beta";
    private const string Failing = SiteStore.Default;
    private static readonly string[] Sites = [Failing, Spared];

    private readonly LocalSite _web;
    private readonly RunningService _service;
    private readonly Dictionary<string, string> _folders;
    private readonly IHost _elsewhere;
    private string? _pin;
    private int _round;

    private BusySites(LocalSite web, RunningService service, Dictionary<string, string> folders) =>
        (_web, _service, _folders, _elsewhere) = (web, service, folders, service.Folder.Host());

    /// <summary>Whether a worker ended and with it the program.</summary>
    public bool IsStopping => _service.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    public static async Task<BusySites> StartAsync()
    {
        var web = await LocalSite.StartAsync();
        var folder = new TestFolder();
        var settings = new Dictionary<string, string>
        {
            [GateSite.Unlearned.Item1] = GateSite.Unlearned.Item2,
            ["Recommender:Fetching:AllowPrivateAddresses"] = "true",
            ["Recommender:Notify:AllowPrivateAddresses"] = "true",
            ["Recommender:Notify:Webhooks:0:Url"] = $"{web.Url}/hook",
            ["Recommender:Notify:MaxRetries"] = "0",
            ["Recommender:Fetching:MaxRetries"] = "0",
            ["Recommender:Fetching:PageDelay"] = "00:00:00",
            ["Recommender:Watching:Interval"] = "00:00:01",
            ["Recommender:Watching:MinFreeMegabytes"] = "0",
            ["Recommender:Watching:MaxModelAge"] = "3650.00:00:00",
            // Loaded anew for each new article.
            ["Recommender:Serving:KeepModelBelowMegabytes"] = "0",
            ["Recommender:Serving:KeepModelFor"] = "00:00:00",
            // Never due, but looked at.
            ["Recommender:Training:Cron"] = "0 0 29 2 *",
            ["Recommender:Block:Fallback"] = "mostRead",
            ["Recommender:Clicks:WriteEvery"] = "00:00:00.2",
            [$"Recommender:Sites:{Failing}:Training:AfterNewArticles"] = "6",
        };
        web.Page("/robots.txt", "User-agent: *\nDisallow: /nothing", "text/plain");
        web.Handle("/hook", _ => Task.CompletedTask);
        web.Handle("/purge", _ => Task.CompletedTask);
        var folders = new Dictionary<string, string>();
        foreach (var site in Sites)
        {
            await folder.WithAsync(site, TestArticles.Newsroom);
            using var host = folder.Host(GateSite.Unlearned);
            for (var i = 0; i < 2; i++)
            {
                await host.Services.GetRequiredService<TrainingRun>()
                    .RunAsync(site, RunRequest.Operator with { Force = true }, null, TestContext.Current.CancellationToken);
            }

            folders[site] = Directory.CreateDirectory(Path.Combine(folder.Root, "sources", site)).FullName;
            await File.WriteAllTextAsync(Path.Combine(folders[site], "newsroom.json"), $"{{ \"url\": \"https://{site}.example\" }}");
            var items = 0;
            web.Handle($"/{site}.xml", async context =>
            {
                // The newest five of a growing feed.
                var newest = Interlocked.Increment(ref items);
                var recent = Enumerable.Range(Math.Max(0, newest - 5), Math.Min(5, newest))
                    .Select(i => Samples.Item($"{site}-{i}", $"Item {i}"));
                context.Response.ContentType = "application/xml";
                context.Response.Headers.ETag = $"\"{newest}\"";
                await context.Response.WriteAsync(Samples.Rss([.. recent]), context.RequestAborted);
            });
            var named = $"Recommender:Sites:{site}";
            (settings[$"{named}:Sources:0"], settings[$"{named}:Sources:1"]) = ($"{web.Url}/{site}.xml", folders[site]);
            settings[$"{named}:Sources:2"] = Path.Combine(folder.Root, $"{site}.jsonl.gz");
            (settings[$"{named}:Interval"], settings[$"{named}:FullLookInterval"]) = ("00:01:00", "01:00:00");
            (settings[$"{named}:Purge:Kind"], settings[$"{named}:Purge:Url"]) = ("varnish", $"{web.Url}/purge");
        }

        return new BusySites(
            web, await RunningService.StartAsync(folder, [.. settings.Select(setting => (setting.Key, setting.Value))]), folders);
    }

    /// <summary>Gives every worker something to do at both sites. Requests must succeed at any time.</summary>
    public async Task WorkAsync()
    {
        _round++;
        _service.Clock.Advance(TimeSpan.FromMinutes(61));
        WriteStories();
        foreach (var site in Sites)
        {
            await ReadAsync(site);
            // What a request writes it also serves: at the failing site the workers shall have to find most of it by themselves.
            if (site == Spared || _round % 3 == 0)
            {
                await EditAsync(site);
            }
        }

        await WorkElsewhereAsync();
        await JudgePinAsync();
        await Task.Delay(300, TestContext.Current.CancellationToken);
    }

    /// <summary>Failures of background work since the start.</summary>
    public IEnumerable<(string? Site, string What, long Failures)> Failures => _service.Get<WorkHealth>().Failures;

    /// <summary>The reasons of <c>/healthz</c>.</summary>
    public Task<string[]> ReasonsAsync() => _service.ReasonsAsync();

    public async ValueTask DisposeAsync()
    {
        _elsewhere.Dispose();
        await _service.DisposeAsync();
        await _web.DisposeAsync();
    }

    // A block that is not cached, and the beacon of its reader.
    private async Task ReadAsync(string site)
    {
        var block = await _service.GetJsonAsync(
            string.Create(CultureInfo.InvariantCulture, $"/v1/{site}/related?id=harbour-1&fallback=true&exclude=none-{_round}"));
        Assert.NotEmpty(block.GetProperty("items").EnumerateArray());
        await _service.GetJsonAsync($"/v1/{site}/related?id=harbour-1&fallback=true");
        var shown = new[]
        {
            new
            {
                slot = 1, article = ArticleKey.Of(block.GetProperty("items")[0].GetProperty("id").GetString()!),
                source = block.GetProperty("items")[0].GetProperty("source").GetString(),
            },
        };
        var model = block.GetProperty("model").GetString();
        var beacon = JsonSerializer.Serialize(new { page = ArticleKey.Of("harbour-1"), model, seen = shown, clicked = shown });
        await _service.SendAsync(beacon, $"/v1/{site}/seen");
        await _service.SendAsync(beacon, $"/v1/{site}/seen", agent: "Googlebot/2.1");
    }

    private async Task EditAsync(string site)
    {
        var pushed = await _service.PutAsync(
            $"pushed-{_round % 20}",
            new { title = $"Pushed {_round}", text = "Dredging barges and the harbour.", published = TestArticles.Now }, site);
        Assert.True(pushed.Status is 200 or 201, $"{site}: {pushed.Status} {pushed.Body}");
        var rule = await _service.AskAsync(HttpMethod.Post, $"/v1/{site}/rules", JsonSerializer.Serialize(new
        {
            kind = "boost", scope = "site", subject = "section", subjectValue = $"Section {_round}", factor = 1.5,
        }));
        Assert.True((int)rule.Status == 201, $"{site}: {rule.Status} {rule.Text}");
    }

    // Markdown files that change, and that stop being public.
    private void WriteStories()
    {
        foreach (var (site, folder) in _folders)
        {
            Write("changing", isDraft: false, $"The harbour, for the {_round}. time.");
            Write($"passing-{_round / 4 % 20}", isDraft: _round % 4 >= 2, $"The harbour, once ({_round / 4}).");
            File.WriteAllBytes(
                Path.Combine(_service.Folder.Root, $"{site}.jsonl.gz"), Samples.Gzip(Samples.Line($"line-{site}-{_round}")));

            void Write(string name, bool isDraft, string text) => File.WriteAllText(
                Path.Combine(folder, name + ".md"), $"---\ntitle: {name}\ndraft: {(isDraft ? "true" : "false")}\n---\n{text}\n");
        }
    }

    // Another process writes articles, a new site, and another model.
    private async Task WorkElsewhereAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var articles = _elsewhere.Services.GetRequiredService<ArticleStore>();
        await articles.SaveAsync(Failing, [TestArticles.Of($"elsewhere-{_round}", 1, "Harbour")], cancel);
        if (_round % 5 == 0)
        {
            await _elsewhere.Services.GetRequiredService<SiteStore>().EnsureAsync($"site-{_round}", cancel);
            await articles.SaveAsync($"site-{_round}", TestArticles.Newsroom, cancel);
        }

        var models = _elsewhere.Services.GetRequiredService<ModelStore>();
        var other = (await models.ListAsync(Failing, cancel)).FirstOrDefault(model => model.Status == ModelStatus.Retired);
        if (_round % 6 == 0 && other is not null)
        {
            await models.MakeLiveAsync(
                Failing, other.Version,
                new ModelChange { At = _service.Clock.GetUtcNow(), Who = "elsewhere", Action = ModelAction.Promoted },
                cancel: cancel);
        }
    }

    // A pin that hardly anybody clicks; another one once it has retired.
    private async Task JudgePinAsync()
    {
        if (_pin is null || !_service.Get<SiteSnapshots>().Find(Failing)!.Rules.Rules.Any(rule => rule.Id == _pin))
        {
            _pin = await _service.MakeAsync(JsonSerializer.Serialize(new
            {
                kind = "pin", scope = "article", scopeValue = ArticleKey.Of("harbour-1"), subject = "article",
                subjectValue = ArticleKey.Of("choir"), slot = 1, retireBelow = 0.5,
            }));
        }

        var day = DateOnly.FromDateTime(_service.Clock.GetUtcNow().UtcDateTime);
        await _service.Get<EvidenceStore>().PutAsync(
            (EvidenceAbout.Pin, _pin, 0, day, 10_000, 50), (EvidenceAbout.Pin, _pin, 1, day, 10_000, 0),
            (EvidenceAbout.Rest, _pin, 0, day, 10_000, 1000), (EvidenceAbout.Rest, _pin, 2, day, 10_000, 0),
            (EvidenceAbout.Slot, "", 1, day, 10_000, 2000), (EvidenceAbout.Slot, "", 2, day, 20_000, 2000));
    }
}
