using Microsoft.AspNetCore.Http;
using Recommender.Service.Importing;

namespace Recommender.Service.Tests.Importing;

public sealed class FetcherTests
{
    private static readonly string OneArticle = Samples.Rss(Samples.Item("a"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redirects_are_followed_to_their_end()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Redirect("/old", "/older?x=1");
        site.Redirect("/older", site.Url + "/feed.xml");
        site.Page("/feed.xml", OneArticle);

        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/old")).New);
    }

    [Theory]
    [InlineData("/round", "more than 10 redirects")]
    [InlineData("/file", "which is not an http(s) URL")]
    [InlineData("/script", "which is not an http(s) URL")]
    [InlineData("/gone", "the server answers 404 Not Found")]
    [InlineData("/broken", "the server answers 500 Internal Server Error")]
    public async Task A_dead_end_is_reported_in_one_line(string path, string reason)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Redirect("/round", "/round");
        site.Redirect("/file", "file:///etc/passwd");
        site.Redirect("/script", "javascript:alert(1)");
        site.Handle("/broken", context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });

        Assert.Contains(reason, await workshop.FailureAsync(site.Url + path));
    }

    [Theory]
    [InlineData("ETag", "\"v1\"", "If-None-Match")]
    [InlineData("Last-Modified", "Mon, 02 Feb 2026 08:00:00 GMT", "If-Modified-Since")]
    public async Task Unchanged_content_is_not_sent_again_and_changes_nothing(string validator, string value, string condition)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        var whole = 0;
        site.Handle("/feed.xml", async context =>
        {
            context.Response.Headers[validator] = value;
            if (context.Request.Headers[condition] == value)
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            whole++;
            await context.Response.WriteAsync(OneArticle);
        });

        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/feed.xml")).New);
        var again = await workshop.ImportAsync(site.Url + "/feed.xml");
        Assert.Equal((0, 0, 0, 0), (again.New, again.Changed, again.Unchanged, again.Withdrawn));
        Assert.Contains(again.Notes, note => note.EndsWith("has not changed since the last import", StringComparison.Ordinal));
        Assert.Equal(1, whole);

        Assert.Equal(1, (await workshop.ImportAsync(new ImportOptions { Full = true }, site.Url + "/feed.xml")).Unchanged);
        Assert.Equal((1, 0), (await workshop.PruneAsync(site.Url + "/feed.xml")) is var pruned ? (pruned.Unchanged, pruned.Withdrawn)
            : default);
        Assert.Equal(3, whole);
    }

    [Fact]
    public async Task A_truncated_feed_is_requested_in_full_the_next_time()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        var body = OneArticle[..^40];
        site.Handle("/feed.xml", context =>
        {
            Assert.Equal(0, context.Request.Headers.IfNoneMatch.Count);
            context.Response.Headers.ETag = "\"v1\"";
            return context.Response.WriteAsync(body);
        });
        await workshop.TryImportAsync(site.Url + "/feed.xml");

        body = OneArticle;
        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/feed.xml")).New);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_exceeds_the_timeout_is_given_up(bool startsToAnswer)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop(("Recommender:Fetching:Timeout", "00:00:01"));
        site.Handle("/feed.xml", async context =>
        {
            if (startsToAnswer)
            {
                await context.Response.WriteAsync("<rss>");
                await context.Response.Body.FlushAsync();
            }

            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        var import = workshop.FailureAsync(site.Url + "/feed.xml");
        await Eventually.HoldsAsync(() => import.IsCompleted, meanwhile: () => workshop.Clock.Advance(TimeSpan.FromSeconds(1)));

        Assert.Contains("no answer in time", await import);
    }

    [Fact]
    public async Task A_transient_failure_is_retried()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop(("Recommender:Fetching:MaxRetries", "3"), ("Recommender:Fetching:RetryDelay", "00:00:00"));
        site.Handle("/feed.xml", context =>
        {
            context.Response.StatusCode = site.Requests.Count switch { 1 => 503, 2 => 429, _ => 200 };
            return context.Response.WriteAsync(OneArticle);
        });

        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/feed.xml")).New);
        Assert.Equal(3, site.Requests.Count);
    }

    [Theory]
    [InlineData("31536000")]
    [InlineData("Fri, 01 Jan 2100 00:00:00 GMT")]
    public async Task A_server_that_asks_for_a_pause_of_years_gets_one_of_two_minutes(string after)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop(("Recommender:Fetching:MaxRetries", "1"));
        site.Handle("/feed.xml", context =>
        {
            context.Response.StatusCode = site.Requests.Count == 1 ? 503 : 200;
            context.Response.Headers.RetryAfter = after;
            return context.Response.WriteAsync(OneArticle);
        });
        var (began, import) = (workshop.Clock.GetUtcNow(), workshop.ImportAsync(site.Url + "/feed.xml"));

        await Eventually.HoldsAsync(() => import.IsCompleted, meanwhile: () => workshop.Clock.Advance(TimeSpan.FromSeconds(5)));

        Assert.Equal(1, (await import).New);
        Assert.True(workshop.Clock.GetUtcNow() - began >= TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_body_beyond_the_size_limit_is_refused_even_if_compressed()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop(("Recommender:Fetching:MaxFeedBytes", "1000000"));
        site.Handle("/endless", async context =>
        {
            while (true)
            {
                await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
            }
        });
        site.Handle("/bomb", context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(Samples.Gzip(new byte[50_000_000])).AsTask();
        });

        Assert.EndsWith("is larger than 1 MB", await workshop.FailureAsync(site.Url + "/endless"));
        Assert.EndsWith("is larger than 1 MB", await workshop.FailureAsync(site.Url + "/bomb"));
    }

    [Fact]
    public async Task A_truncated_body_is_reported_in_one_line()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Handle("/feed.xml", async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("<rss>");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        Assert.Contains("/feed.xml: cannot be fetched", await workshop.FailureAsync(site.Url + "/feed.xml"));
    }

    [Fact]
    public async Task An_unknown_host_is_reported_in_one_line()
    {
        await using var workshop = new Workshop();

        Assert.Contains("cannot be fetched", await workshop.FailureAsync("http://127.0.0.1:1/feed.xml"));
        Assert.NotEmpty(await workshop.FailureAsync("http://nowhere.invalid/feed.xml"));
    }

    [Theory]
    [InlineData("/same")]
    [InlineData("/counting")]
    public async Task Reading_a_feed_with_endless_pages_ends(string path)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Handle(path, context => context.Response.WriteAsync(Samples.Atom(
            $"<link rel='next' href='{(path == "/same" ? path : $"{path}?page={site.Requests.Count}")}'/>"
            + "<entry><id>a</id><title>Harbour</title></entry>")));

        var report = await workshop.PruneAsync(site.Url + path);

        Assert.Equal((1, 0), (report.New, report.Withdrawn));
        Assert.Contains(report.Notes, note => note.EndsWith("its pages repeat", StringComparison.Ordinal));
        Assert.InRange(site.Requests.Count, 1, 3);
    }

    [Fact]
    public async Task A_feed_is_read_up_to_the_page_limit()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop(("Recommender:Fetching:MaxFeedPages", "4"));
        site.Handle("/feed", context => context.Response.WriteAsync(Samples.Atom(
            $"<link rel='next' "
            + $"href='/feed?page={site.Requests.Count}'/><entry><id>{site.Requests.Count}</id><title>Harbour</title></entry>")));

        var report = await workshop.ImportAsync(site.Url + "/feed");

        Assert.Equal(4, report.New);
        Assert.Contains(report.Notes, note => note.EndsWith("there are more than 4 pages", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_feed_is_read_up_to_the_length_of_all_its_pages()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop(("Recommender:Fetching:MaxFeedBytes", "2000"));
        var filling = new string('x', 1000);
        site.Handle("/feed", context => context.Response.WriteAsync(Samples.Atom(
            $"<link rel='next' href='/feed?page={site.Requests.Count}'/>"
            + $"<entry><id>{site.Requests.Count}</id><title>Harbour</title><content>{filling}</content></entry>")));

        var report = await workshop.ImportAsync(site.Url + "/feed");

        Assert.InRange(report.New, 20, 40);
        Assert.Contains(report.Notes, note => note.Contains("the pages have more than", StringComparison.Ordinal));
    }
}
