using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Importing;
using Recommender.Service.Importing.Fetching;
using Recommender.Service.Web;

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

        Assert.Contains(reason, await FailureAsync(workshop, site.Url + path));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/feed.xml")]
    [InlineData("http://localhost:{0}/feed.xml")]
    [InlineData("http://[::1]:{0}/feed.xml")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/feed.xml")]
    [InlineData("http://2130706433:{0}/feed.xml")]
    [InlineData("http://0x7f.1:{0}/feed.xml")]
    [InlineData("http://0.0.0.0:{0}/feed.xml")]
    [InlineData("http://10.0.0.1/feed.xml")]
    [InlineData("http://192.168.1.1/feed.xml")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fe80::1]/feed.xml")]
    [InlineData("http://[fd00:ec2::254]/latest/meta-data/")]
    public async Task Private_addresses_are_refused_by_default_even_behind_a_host_name(string url)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop(
            ("Recommender:Fetching:AllowPrivateAddresses", "false"), ("Recommender:Fetching:MaxRetries", "3"));
        site.Page("/feed.xml", OneArticle);

        var error = await FailureAsync(workshop, url.Replace("{0}", $"{new Uri(site.Url).Port}", StringComparison.Ordinal));

        Assert.Contains("is the private address", error);
        Assert.Contains("Recommender:Fetching:AllowPrivateAddresses", error);
        Assert.Empty(site.Requests);
    }

    [Fact]
    public async Task A_redirect_from_a_public_host_to_a_private_address_is_refused()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = Behind(site);
        site.Redirect("/feed.xml", $"http://127.0.0.1:{new Uri(site.Url).Port}/secret");
        site.Page("/secret", OneArticle);
        site.Page("/fine", OneArticle);

        Assert.Contains("127.0.0.1 is the private address", await FailureAsync(workshop, "http://public.example/feed.xml"));
        Assert.Equal(["/feed.xml"], site.Requests);
        Assert.Equal(1, (await workshop.ImportAsync("http://public.example/fine")).New);
    }

    [Fact]
    public async Task A_next_page_and_a_page_of_a_sitemap_on_a_private_address_are_refused()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = Behind(site);
        site.Page("/feed.xml", Samples.Atom("<link rel='next' "
            + "href='http://169.254.169.254/latest'/><entry><id>a</id><title>Harbour</title></entry>"));
        site.Page("/sitemap.xml", "<urlset><url><loc>http://10.0.0.1/admin</loc></url></urlset>");

        Assert.Contains("private address", Assert.Single((await workshop.ImportAsync("http://public.example/feed.xml")).Errors));
        var report = await workshop.ImportAsync("http://public.example/sitemap.xml");
        Assert.Contains(report.Notes, note => note.Contains("10.0.0.1 is the private address"));
    }

    [Theory]
    [InlineData("User-agent: *\nDisallow: /private", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /private/feed.xml$", false)]
    [InlineData("User-agent: other\nDisallow: /", false)]
    [InlineData("User-agent: *\nDisallow:\n\nUser-agent: Recommender\nDisallow: /*.xml", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: recommender\nDisallow:", false)]
    public async Task Robots_txt_is_honoured(string rules, bool forbids)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/robots.txt", rules, "text/plain");
        site.Page("/private/feed.xml", OneArticle);

        if (forbids)
        {
            Assert.Contains("robots.txt forbids it", await FailureAsync(workshop, site.Url + "/private/feed.xml"));
            Assert.Empty(site.Requests);
            await using var own = new Workshop(("Recommender:Fetching:HonourRobots", "false"));
            Assert.Equal(1, (await own.ImportAsync(site.Url + "/private/feed.xml")).New);
        }
        else
        {
            Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/private/feed.xml")).New);
        }
    }

    [Fact]
    public async Task An_unreadable_robots_txt_is_requested_again_after_minutes()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        var (status, asked) = (StatusCodes.Status503ServiceUnavailable, 0);
        site.Handle("/robots.txt", context =>
        {
            asked++;
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        site.Page("/feed.xml", OneArticle);

        var error = await FailureAsync(workshop, site.Url + "/feed.xml");
        Assert.Contains("robots.txt could not be read (503 Service Unavailable); it is tried again after 2026-03-01 12:05:00 UTC", error);
        Assert.DoesNotContain("forbids", error);
        status = StatusCodes.Status404NotFound;
        await FailureAsync(workshop, site.Url + "/feed.xml");
        Assert.Equal(1, asked);
        Assert.Empty(site.Requests);

        workshop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/feed.xml")).New);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_robots_txt_is_read_again_after_a_day_and_the_old_one_stays_valid_if_that_fails()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/robots.txt", "User-agent: *\nDisallow: /private", "text/plain");
        site.Page("/private/feed.xml", OneArticle);
        site.Page("/feed.xml", OneArticle);
        Assert.Contains("robots.txt forbids it", await FailureAsync(workshop, site.Url + "/private/feed.xml"));

        site.Handle("/robots.txt", context =>
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            return Task.CompletedTask;
        });
        workshop.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/feed.xml")).New);
        Assert.Contains("robots.txt forbids it", await FailureAsync(workshop, site.Url + "/private/feed.xml"));

        site.Page("/robots.txt", "User-agent: *\nDisallow:", "text/plain");
        workshop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/private/feed.xml")).Unchanged);
        workshop.Clock.Advance(TimeSpan.FromHours(23));
        site.Page("/robots.txt", "User-agent: *\nDisallow: /", "text/plain");
        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/private/feed.xml")).Unchanged);
        workshop.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Contains("robots.txt forbids it", await FailureAsync(workshop, site.Url + "/feed.xml"));
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

        var import = FailureAsync(workshop, site.Url + "/feed.xml");
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

        Assert.EndsWith("is larger than 1 MB", await FailureAsync(workshop, site.Url + "/endless"));
        Assert.EndsWith("is larger than 1 MB", await FailureAsync(workshop, site.Url + "/bomb"));
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

        Assert.Contains("/feed.xml: cannot be fetched", await FailureAsync(workshop, site.Url + "/feed.xml"));
    }

    [Fact]
    public async Task An_unknown_host_is_reported_in_one_line()
    {
        await using var workshop = new Workshop();

        Assert.Contains("cannot be fetched", await FailureAsync(workshop, "http://127.0.0.1:1/feed.xml"));
        Assert.NotEmpty(await FailureAsync(workshop, "http://nowhere.invalid/feed.xml"));
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

    // The site as if it were on the internet under one name; all other connections are as strict as in production.
    private static Workshop Behind(LocalSite site) => new(
        services => services.AddHttpClient(Fetcher.ClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancel) =>
            {
                if (context.DnsEndPoint.Host != "public.example")
                {
                    return await PublicAddresses.ConnectAsync(context.DnsEndPoint, allowPrivate: false, cancel);
                }

                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, new Uri(site.Url).Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        }),
        ("Recommender:Fetching:AllowPrivateAddresses", "false"));

    private static async Task<string> FailureAsync(Workshop workshop, string source)
    {
        var error = await Assert.ThrowsAsync<ImportException>(() => workshop.ImportAsync(source));
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("   at ", error.Message);
        return error.Message;
    }
}
