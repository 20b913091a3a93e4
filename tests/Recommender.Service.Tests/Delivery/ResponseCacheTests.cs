using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Delivery;
using Recommender.Service.Tests.Editing;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Delivery;

/// <summary>Cached answers: one per block, valid while it is unchanged, within a memory bound.</summary>
public sealed class ResponseCacheTests
{
    private const string Path = "/v1/default/related?id=harbour-1&fallback=true&limit=3";

    [Fact]
    public async Task Many_spellings_of_one_request_share_one_answer()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        var answers = service.Get<ResponseCache>();
        string[] spellings =
        [
            "url=https://example.org/harbour-1", "url=http://www.example.org/harbour-1/?utm_source=mail",
            "url=https://m.example.org/harbour-1.html%3Fm=1",
            "id=harbour-1", $"key={ArticleKey.Of("harbour-1")}",
            "id=harbour-1&limit=5", "limit=5&id=harbour-1&fbclid=42", "id=harbour-1&exclude=nobody",
            "id=harbour-1&fallback=false", "id=harbour-1&explain=false",
        ];
        var bodies = new HashSet<string>();
        foreach (var spelling in spellings.Concat(spellings))
        {
            bodies.Add(await BodyAsync(service, $"/v1/default/related?{spelling}"));
        }

        Assert.Single(bodies);
        Assert.Equal(1, answers.Count);
        await BodyAsync(service, "/v1/default/related?id=harbour-1&limit=4");
        Assert.Equal(2, answers.Count);
    }

    [Fact]
    public async Task Only_the_order_of_set_valued_parameters_is_irrelevant()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        var answers = service.Get<ResponseCache>();
        const string Common = "/v1/default/related?id=choir&fallback=true";

        await BodyAsync(service, Common + "&exclude=harbour-1,harbour-2&section=Health&section=harbour&tag=a&tag=b");
        await BodyAsync(service, Common + "&tag=B&tag=A&section=HARBOUR&section=health&section=health&exclude=harbour-2&exclude=harbour-1");
        Assert.Equal(1, answers.Count);

        string[] others = ["&section=a", "&tag=a", "&section=1:A",
            "&tag=aa&tag=a", "&tag=a&tag=a:a", "&from=2026-01-01", "&to=2026-01-01", "&exclude=choir", "&exclude=harbour-1", ""];
        foreach (var other in others)
        {
            await BodyAsync(service, Common + other);
        }

        Assert.Equal(1 + others.Length, answers.Count);
    }

    [Fact]
    public async Task Random_parameters_do_not_grow_the_cache()
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(Newsroom), ("Recommender:Serving:CacheMegabytes", "1"));
        var answers = service.Get<ResponseCache>();
        var random = new Random(1);
        var most = 0L;
        for (var i = 0; i < 3_000; i++)
        {
            await BodyAsync(service,
                $"{Path}&tag={random.Next()}&section={random.Next()}&from={random.Next(1000, 9999)}-01-01"
                    + $"&x{random.Next()}={random.Next()}");
            most = Math.Max(most, answers.Bytes);
        }

        Assert.InRange(most, 500_000, 1_000_000);
    }

    [Fact]
    public async Task Nothing_is_cached_if_the_setting_is_0()
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(Newsroom), ("Recommender:Serving:CacheMegabytes", "0"));

        Assert.Equal(await BodyAsync(service, Path), await BodyAsync(service, Path));
        Assert.Equal(0, service.Get<ResponseCache>().Count);
    }

    [Fact]
    public async Task Schedules_and_publication_dates_change_the_next_answer_on_time()
    {
        var coming = Of("coming", 0, "Harbour") with { Published = Now.AddSeconds(20) };
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync([.. Newsroom, coming]));
        await service.MakeAsync(JsonSerializer.Serialize(new
        {
            kind = "pin", scope = "site", subject = "article", subjectValue = ArticleKey.Of("meteorite-1"), slot = 1,
            schedule = new { starts = Now.AddSeconds(10), ends = Now.AddSeconds(15) },
        }));

        Assert.Equal(["harbour-2", "choir", "meteorite-2"], await service.IdsAsync(Path));
        service.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(["harbour-2", "choir", "meteorite-2"], await service.IdsAsync(Path));
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["meteorite-1", "harbour-2", "choir"], await service.IdsAsync(Path));
        service.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["harbour-2", "choir", "meteorite-2"], await service.IdsAsync(Path));
        service.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["coming", "harbour-2", "choir"], await service.IdsAsync(Path));
    }

    [Fact]
    public async Task Configured_ages_take_effect_within_a_minute()
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(Newsroom), ("Recommender:Block:MaxAgeDays", "2.001"));
        Assert.Equal(["choir"], await service.IdsAsync(Path));

        service.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Empty(await service.IdsAsync(Path));
    }

    [Fact]
    public async Task A_changed_article_changes_the_answers_that_contain_it()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        Assert.Contains("Title of choir", await BodyAsync(service, Path), StringComparison.Ordinal);

        await service.Folder.WithAsync(Of("choir", 2, "Culture") with { Title = "Bach in the old church" });

        await Eventually.ReadsAsync(
            () => BodyAsync(service, Path), body => body.Contains("Bach in the old church", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br;q=0.9, zstd", "br")]
    [InlineData("BR;q=0, GZIP;q=0.5", "gzip")]
    [InlineData("br;q=0", null)]
    [InlineData("zstd, *", null)]
    [InlineData("", null)]
    [InlineData(",;,q=1,,br ;q=nonsense", "br")]
    public async Task An_answer_uses_the_best_encoding_that_the_client_accepts(string accepted, string? expected)
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        var plain = await BodyAsync(service, Path);

        for (var round = 0; round < 2; round++)
        {
            using var answer = await AskAsync(service, HttpMethod.Get, accepted);
            var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
            Assert.Equal(plain, Decoded(bytes, expected));
            Assert.True(expected is null || bytes.Length < Encoding.UTF8.GetByteCount(plain) / 2);
            using var headed = await AskAsync(service, HttpMethod.Head, accepted);
            Assert.Equal((answer.Headers.ETag, answer.Content.Headers.ContentLength),
                (headed.Headers.ETag, headed.Content.Headers.ContentLength));
        }
    }

    [Fact]
    public async Task Each_encoding_has_its_own_tag_and_each_revalidates_even_if_weak_or_in_a_list()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        var tags = new HashSet<string>();
        foreach (var encoding in new[] { "br", "gzip", "identity" })
        {
            using var answer = await AskAsync(service, HttpMethod.Get, encoding);
            var tag = answer.Headers.ETag!.Tag;
            tags.Add(tag);
            foreach (var known in new[] { tag, $"W/{tag}", $"\"other\", {tag}", "*" })
            {
                using var again = await AskAsync(service, HttpMethod.Get, encoding, known);
                Assert.Equal((known, HttpStatusCode.NotModified), (known, again.StatusCode));
                Assert.Equal("Accept-Encoding", again.Headers.Vary.Single());
            }

            foreach (var unknown in new[] { "\"other\"", "\"\"", tag[..^1], tag.Insert(tag.Length - 1, "-zstd"), "nonsense" })
            {
                using var again = await AskAsync(service, HttpMethod.Get, encoding, unknown);
                Assert.Equal((unknown, HttpStatusCode.OK), (unknown, again.StatusCode));
            }
        }

        Assert.Equal(3, tags.Count);
    }

    private static async Task<HttpResponseMessage> AskAsync(RunningService service,
        HttpMethod method, string accepted, string? known = null)
    {
        using var request = new HttpRequestMessage(method, Path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        return await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Decoded(byte[] bytes, string? encoding)
    {
        using var sent = new MemoryStream(bytes);
        using Stream decoded = encoding switch
        {
            "br" => new BrotliStream(sent, CompressionMode.Decompress), "gzip" =>
                new GZipStream(sent, CompressionMode.Decompress), _ => sent,
        };
        using var reader = new StreamReader(decoded);
        return reader.ReadToEnd();
    }

    private static async Task<string> BodyAsync(RunningService service, string path)
    {
        using var answer = await service.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
