using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Articles;
using Recommender.Service.Models;
using Recommender.Service.People;
using Recommender.Service.Tests.Importing;
using Recommender.Service.Tests.Training.Gate;

namespace Recommender.Service.Tests.Durability;

/// <summary>
/// Readers, a changing feed, pushes, editors and retrains at the same time. RECOMMENDER_SOAK_SECONDS and
/// RECOMMENDER_SOAK_RETRAIN_SECONDS set the duration and the time between retrains; see tests/soak.
/// </summary>
public class SoakTests(ITestOutputHelper output)
{
    private const int RequestsPerSecond = 200;
    private const int Readers = 8;
    private static readonly DateTimeOffset Began = TimeProvider.System.GetUtcNow();
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(TestLength.Number("RECOMMENDER_SOAK_SECONDS", 120));
    private static readonly TimeSpan Retrain = TimeSpan.FromSeconds(TestLength.Number("RECOMMENDER_SOAK_RETRAIN_SECONDS", 20));

    // Articles that must not be shown, with the time when that was acknowledged.
    private readonly ConcurrentDictionary<string, long> _banned = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly ConcurrentBag<double> _milliseconds = [];
    private readonly List<double> _megabytes = [];
    private int _writes;

    [Fact]
    public async Task Readers_get_correct_answers_while_articles_rules_and_models_change()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reading the memory of a process is specific to Linux");
        var articles = Enumerable.Range(0, 240).Select(number => Story(number, number - 12)).ToArray();
        await using var feed = await LocalSite.StartAsync();
        using var folder = await new TestFolder().WithAsync(articles);
        await File.WriteAllTextAsync(Path.Combine(folder.Root, "appsettings.json"), JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["Sites"] = new Dictionary<string, object>
            {
                ["default"] = new { Sources = new[] { $"{feed.Url}/feed.xml" }, Interval = "00:01:00" },
            },
            ["Recommender"] = new { Fetching = new { AllowPrivateAddresses = true } },
        }), TestContext.Current.CancellationToken);
        Publish(feed, 0);
        await folder.TrainAsync();
        using var server = new ServingProcess(folder, await folder.KeyAsync(Role.Administrator));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Lasts);

        var runs = new List<JsonElement>();
        await Task.WhenAll(
            [.. Enumerable.Range(0, Readers).Select(reader => ReadAsync(server.Client, reader, over.Token)),
                RepeatAsync(TimeSpan.FromSeconds(1), number => PushAsync(server.Client, feed, number), over.Token),
                RepeatAsync(TimeSpan.FromSeconds(0.7), number => EditAsync(server.Client, number), over.Token),
                RepeatAsync(TimeSpan.FromSeconds(1), _ => Task.Run(() => _megabytes.Add(server.Megabytes())), over.Token),
                RepeatAsync(Retrain, async _ => runs.Add(await RetrainAsync(server.Client)), over.Token)]);

        var early = Median(_megabytes[(_megabytes.Count / 4)..(_megabytes.Count / 2)]);
        var late = Median(_megabytes[(_megabytes.Count * 3 / 4)..]);
        var times = _milliseconds.Order().ToList();
        var states = runs.GroupBy(run => run.GetProperty("state").GetString()).Select(state => $"{state.Count()} {state.Key}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Lasts.TotalSeconds:0} s: {times.Count} answers ({times.Count / Lasts.TotalSeconds:0} a second, "
            + $"median {Median(times):0.0} ms, p99 {times[times.Count * 99 / 100]:0.0} ms), {_writes} writes, "
            + $"{_wrong.Count} wrong; {runs.Count} retrains: {string.Join(", ", states)}; memory {early:0} MB, later {late:0} MB"));
        Assert.Empty(_wrong.Take(5));
        Assert.NotEmpty(runs);
        Assert.All(runs,
            run => Assert.True(run.GetProperty("state").GetString() is "done" or "refused", run.GetProperty("outcome").GetString()));
        Assert.Contains(runs, run => run.GetProperty("state").GetString() == "done");
        Assert.InRange(times.Count, (int)(RequestsPerSecond * Lasts.TotalSeconds / 5), int.MaxValue);
        Assert.InRange(late, 0, (early * 1.25) + 40);
        await CheckPromotedAsync(folder);
    }

    // Only models that passed the gate went live.
    private static async Task CheckPromotedAsync(TestFolder folder)
    {
        using var host = folder.Host();
        var changes = await host.Services.GetRequiredService<ModelStore>()
            .HistoryAsync(SiteStore.Default, 1000, TestContext.Current.CancellationToken);
        Assert.All(changes, change => Assert.Contains(change.Action, (ModelAction[])[ModelAction.Promoted, ModelAction.Refused]));
    }

    private async Task ReadAsync(HttpClient client, int reader, CancellationToken over)
    {
        var random = new Random(reader);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds((double)Readers / RequestsPerSecond));
        while (await TickAsync(timer, over))
        {
            var began = Stopwatch.GetTimestamp();
            var page = $"part-{random.Next(240)}";
            using var answer = await client.GetAsync($"/v1/default/related?id={page}&limit=5&fallback=true", CancellationToken.None);
            _milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                _wrong.Enqueue($"{page}: {(int)answer.StatusCode}");
                continue;
            }

            var block = await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None);
            foreach (var item in block.GetProperty("items").EnumerateArray())
            {
                var id = item.GetProperty("id").GetString()!;
                if (_banned.TryGetValue(id, out var since) && Stopwatch.GetElapsedTime(since, began) > Allowed)
                {
                    _wrong.Enqueue($"{page} shows {id}, {Stopwatch.GetElapsedTime(since, began).TotalSeconds:0.0} s after it was hidden");
                }
            }
        }
    }

    // The site's own system: each time it publishes one article and changes another; sometimes it withdraws one or publishes it again.
    private async Task PushAsync(HttpClient client, LocalSite feed, int number)
    {
        Publish(feed, number);
        await PutAsync(client, 1000 + number);
        await PutAsync(client, 1000 + (number * 7 % (number + 1)));
        if (number % 3 == 2)
        {
            var (gone, back) = ($"part-{1000 + number - 2}", 1000 + number - 17);
            using var answer = await client.DeleteAsync($"/v1/default/articles/{gone}", CancellationToken.None);
            Succeeded(answer);
            _banned[gone] = Stopwatch.GetTimestamp();
            if (back >= 1000 && _banned.TryRemove($"part-{back}", out _))
            {
                await PutAsync(client, back);
            }
        }
    }

    private async Task PutAsync(HttpClient client, int number)
    {
        if (_banned.ContainsKey($"part-{number}"))
        {
            return;
        }

        var article = Story(number, number % 240);
        using var answer = await client.PutAsJsonAsync(
            $"/v1/default/articles/part-{number}",
            new
            {
                title = article.Title, url = article.Url, html = $"<p>{article.Text} {Guid.NewGuid()}</p>", section = article.Section,
                published = article.Published,
            },
            CancellationToken.None);
        Succeeded(answer);
    }

    // An editor: an exclusion and a pin for some seconds.
    private async Task EditAsync(HttpClient client, int number)
    {
        var id = $"part-{number * 31 % 240}";
        if (_banned.ContainsKey(id))
        {
            return;
        }

        var (rule, tag) = await AddRuleAsync(
            client, new { kind = "exclude", scope = "site", subject = "article", subjectValue = ArticleKey.Of(id) });
        _banned[id] = Stopwatch.GetTimestamp();
        var (pin, pinTag) = await AddRuleAsync(client, new
        {
            kind = "pin", scope = "article", scopeValue = ArticleKey.Of($"part-{number * 17 % 240}"), subject = "article",
            subjectValue = ArticleKey.Of($"part-{((number * 13) + 1) % 240}"), slot = 1,
        });
        _ = Task.Run(async () =>
        {
            await Task.Delay(4000, CancellationToken.None);
            _banned.TryRemove(id, out var _);
            await RemoveRuleAsync(client, rule, tag);
            await RemoveRuleAsync(client, pin, pinTag);
        }, CancellationToken.None);
    }

    private async Task<(string Rule, string? Tag)> AddRuleAsync(HttpClient client, object rule)
    {
        using var answer = await client.PostAsJsonAsync("/v1/default/rules", rule, CancellationToken.None);
        Succeeded(answer);
        return ((await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None)).GetProperty("id").GetString()!,
            answer.Headers.ETag?.ToString());
    }

    private async Task RemoveRuleAsync(HttpClient client, string rule, string? tag)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"/v1/default/rules/{rule}");
            request.Headers.TryAddWithoutValidation("If-Match", tag);
            using var answer = await client.SendAsync(request, CancellationToken.None);
            Succeeded(answer);
        }
        catch (HttpRequestException) when (_megabytes.Count >= Lasts.TotalSeconds - 10)
        {
            // The server was stopped meanwhile.
        }
    }

    private static async Task<JsonElement> RetrainAsync(HttpClient client)
    {
        using var requested = await client.PostAsync("/v1/default/runs", null, CancellationToken.None);
        return await Eventually.ReadsAsync(
            () => client.GetFromJsonAsync<JsonElement>(requested.Headers.Location, CancellationToken.None),
            run => run.GetProperty("state").GetString() is not ("waiting" or "running"),
            within: TimeSpan.FromMinutes(10), pause: TimeSpan.FromMilliseconds(200));
    }

    private void Succeeded(HttpResponseMessage answer)
    {
        Interlocked.Increment(ref _writes);
        if (!answer.IsSuccessStatusCode)
        {
            _wrong.Enqueue($"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.AbsolutePath}: {(int)answer.StatusCode}");
        }
    }

    // Published in the last weeks.
    private static Article Story(int number, int linksTo) =>
        GateSite.Of(number, number % 12, linksTo) with { Published = Began - TimeSpan.FromHours(1 + (number * 37 % 600)) };

    private static void Publish(LocalSite feed, int number)
    {
        var newest = Enumerable.Range(Math.Max(0, number - 20), Math.Min(number, 20) + 1).Select(item => Item(feed, item, number));
        feed.Page("/feed.xml", $"""
            <rss version="2.0"><channel><title>Soak</title><link>{feed.Url}</link>{string.Concat(newest)}</channel></rss>
            """);
    }

    private static string Item(LocalSite feed, int item, int edition)
    {
        var article = Story(5000 + item, item % 240);
        return $"<item><guid isPermaLink=\"false\">fed-{item}</guid><link>{feed.Url}/fed-{item}</link><title>{article.Title}</title>"
            + $"<pubDate>{article.Published:R}</pubDate><description>{article.Text} {edition / 5}</description></item>";
    }

    private static async Task RepeatAsync(TimeSpan every, Func<int, Task> work, CancellationToken over)
    {
        using var timer = new PeriodicTimer(every);
        for (var number = 0; await TickAsync(timer, over); number++)
        {
            await work(number);
        }
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken over)
    {
        try
        {
            return await timer.WaitForNextTickAsync(over);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
