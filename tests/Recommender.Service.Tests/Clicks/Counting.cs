using System.Net;
using System.Text;
using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Clicks;
using Recommender.Service.Clicks.Evidence;

namespace Recommender.Service.Tests.Clicks;

/// <summary>Sends beacons and reads the stored counts.</summary>
internal static class Counting
{
    public const string SeenPath = "/v1/default/seen";
    public const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    public static readonly DateOnly Today = DateOnly.FromDateTime(TestArticles.Now.UtcDateTime);

    /// <summary>The requests for these pages' blocks: what a page reports counts if it was served.</summary>
    public static async Task ServeAsync(this RunningService service, params string[] pages)
    {
        foreach (var page in pages)
        {
            await service.IdsAsync($"/v1/default/related?id={page}&fallback=true");
        }
    }

    /// <summary>A beacon of fill; articles are given by their source ids.</summary>
    public static string Beacon(string page, (int Slot, string Article)[] seen, params (int Slot, string Article)[] clicked) =>
        JsonSerializer.Serialize(new
    {
        page = ArticleKey.Of(page), seen = seen.Select(Item), clicked = clicked.Select(Item),
    });

    public static async Task<HttpStatusCode> SendAsync(
        this RunningService service, string body, string path = SeenPath, string agent = Firefox, string type = "text/plain",
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>All stored counts after a write, sorted: "page article slot source: impressions/clicks".</summary>
    public static async Task<string[]> WrittenAsync(this RunningService service)
    {
        await service.Get<ClickWriting>().WriteAsync(TestContext.Current.CancellationToken);
        return [.. (await service.RowsAsync()).Select(row => $"{row.Key.Page} {row.Key.Article} {row.Key.Slot} {row.Key.Source}: "
            + $"{row.Count.Impressions}/{row.Count.Clicks}").Order()];
    }

    public static async Task<List<(ClickKey Key, ClickCount Count)>> RowsAsync(this RunningService service)
    {
        var rows = new List<(ClickKey, ClickCount)>();
        await foreach (var row in service.Get<ClickStore>().ReadAsync("default", DateOnly.MinValue, DateOnly.MaxValue,
            TestContext.Current.CancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>A row in the format of <see cref="WrittenAsync"/>.</summary>
    public static string Row(string page, string article, int slot, string source, int impressions, int clicks) =>
        $"{ArticleKey.Of(page)} {ArticleKey.Of(article)} {slot} {source}: {impressions}/{clicks}";

    /// <summary>Stores the given counts.</summary>
    public static async Task PutAsync(
        this ClickStore store,
        params (string Page, string Article, int Slot, BlockSource Source, DateOnly Day, int Impressions, int Clicks)[] rows)
    {
        var counts = new WaitingCounts();
        foreach (var row in rows)
        {
            counts.Counts.Add(
                new ClickKey("default", row.Day, ArticleKey.Of(row.Page), ArticleKey.Of(row.Article), row.Slot, "20260501-000000-1",
                    row.Source),
                new ClickCount(row.Impressions, row.Clicks));
        }

        await store.AddAsync(counts, TestContext.Current.CancellationToken);
    }

    /// <summary>Stores evidence of the default site.</summary>
    public static Task PutAsync(
        this EvidenceStore store, params (EvidenceAbout About, string Subject, int Slot, DateOnly Day, int Seen, int Clicked)[] rows) =>
        store.WriteAsync([.. rows.Select(row => new EvidenceRow(
            row.Day, new EvidenceKey("default", row.About, row.Subject, row.Slot), new EvidenceCount(row.Seen, row.Clicked)))],
            TestContext.Current.CancellationToken);

    private static object Item((int Slot, string Article) item) =>
        new { slot = item.Slot, article = ArticleKey.Of(item.Article), source = "fallback" };
}
